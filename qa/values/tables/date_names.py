"""Words for days, months and other times, as plain tables."""

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
}  # fmt: skip
# Those that are other words as often: months only with a day or a year, or after "in", "since" …
UNSURE_MONTHS = frozenset({"may", "march", "mar"})
WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2,
    "thursday": 3, "thu": 3, "thur": 3, "thurs": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip
UNSURE_WEEKDAYS = frozenset({"mon", "wed", "fri", "sat", "sun", "tue"})
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1}

# How far from the one that holds the day of writing: "last year", "next week".
STEPS = {
    "last": -1, "previous": -1, "prior": -1, "past": -1, "this": 0, "current": 0, "same": 0,
    "next": 1, "following": 1, "coming": 1, "upcoming": 1,
}  # fmt: skip
GRAINS = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "weekend": "weekend",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
    "year": "year", "years": "year", "decade": "decade", "decades": "decade",
    "century": "century", "centuries": "century", "fortnight": "fortnight",
    "fortnights": "fortnight", "wk": "week", "wks": "week", "yr": "year", "yrs": "year",
    "mth": "month", "mths": "month", "qtr": "quarter", "qtrs": "quarter",
}  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90, "noughties": 100,
}  # fmt: skip
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3,
            "4th": 4, "final": 4}  # fmt: skip

# Feasts: month and day; or month, weekday and which of them in the month (-1 the last).
FIXED_FEASTS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25),
    "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26), "epiphany": (1, 6),
    "halloween": (10, 31), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "saint patrick": (3, 17),
    "saint patrick day": (3, 17),
    "st patrick day": (3, 17), "st. patrick's day": (3, 17), "independence day": (7, 4),
    "veterans day": (11, 11), "armistice day": (11, 11), "bastille day": (7, 14),
    "may day": (5, 1), "juneteenth": (6, 19), "groundhog day": (2, 2), "earth day": (4, 22),
    "april fools' day": (4, 1), "april fools": (4, 1), "april fool's day": (4, 1),
    "cinco de mayo": (5, 5), "all saints' day": (11, 1),
    "guy fawkes night": (11, 5), "guy fawkes day": (11, 5), "xmas": (12, 25),
    "xmas eve": (12, 24), "new years day": (1, 1), "new years eve": (12, 31),
    "new year eve": (12, 31), "saint patrick's day": (3, 17), "inauguration day": (1, 20),
    "flag day": (6, 14), "singles' day": (11, 11), "women's day": (3, 8),
    "all souls' day": (11, 2), "anzac day": (4, 25), "australia day": (1, 26),
    "canada day": (7, 1), "remembrance day": (11, 11), "twelfth night": (1, 5),
}  # fmt: skip
MOVING_FEASTS = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1), "martin luther king day": (1, 0, 3), "mlk day": (1, 0, 3),
    "columbus day": (10, 0, 2), "mother's day": (5, 6, 2), "father's day": (6, 6, 3),
    "presidents day": (2, 0, 3), "presidents' day": (2, 0, 3),
}  # fmt: skip
# Days after Easter Sunday, and days after Thanksgiving.
EASTER_FEASTS = {
    "easter": 0, "easter sunday": 0, "good friday": -2, "easter monday": 1, "ash wednesday": -46,
    "palm sunday": -7, "pentecost": 49, "whit monday": 50, "mardi gras": -47,
    "shrove tuesday": -47, "fat tuesday": -47, "maundy thursday": -3, "ascension day": 39,
    "corpus christi": 60, "trinity sunday": 56, "whit sunday": 49, "holy saturday": -1,
}  # fmt: skip
# Feasts of other calendars, or of one day here and another there.
UNKNOWN_FEASTS = {
    "chinese new year": None, "lunar new year": None, "diwali": None, "ramadan": None,
    "hanukkah": None, "passover": None, "rosh hashanah": None, "yom kippur": None,
    "eid al-fitr": None, "eid al-adha": None, "labour day": None, "orthodox easter": None,
}  # fmt: skip
AFTER_THANKSGIVING = {"black friday": 1, "cyber monday": 4}
