"""Units and how they are written, as plain tables."""

# A line is a name, its symbols (read as they are written) and its words (in any case; a plural in
# "s" is understood). A name that begins with * takes the prefixes below: kilometre, km.
MEASURES = """
*metre | m | metre meter
*gram | g | gram gramme
*litre | l L | litre liter
*watt | W | watt
*watt hour | Wh | watt-hour
*volt | V | volt
*ampere hour | Ah | ampere-hour amp-hour
*ampere | | ampere amp
*hertz | Hz | hertz
*joule | J | joule
*pascal | Pa | pascal
*byte | B | byte
*bit | bit | bit
*bit per second | bps bit/s | bps
*calorie | cal | calorie
*pixel | px | pixel
*parsec | pc | parsec
*tonne | | metric-tonne
*newton | N | newton
*becquerel | Bq | becquerel
*sievert | Sv | sievert
*electronvolt | eV | electronvolt
kilometre | | km kms
kilogram | | kg kgs kilo
centimetre | | cm cms
millimetre | | mm mms
millilitre | | ml
megawatt | | mw
kilowatt hour | | kwh
kilobyte | KB | kb
gigabyte | | gb gig
megabyte | | mb meg
terabyte | | tb
microgram | mcg | mcg
micrometre | | micron
mile | mi | mile
nautical mile | nmi | nautical-mile
foot | ft | foot feet ft
inch | | inch inches ins
yard | yd yds | yard
light-year | ly | light-year lightyear
astronomical unit | au AU | astronomical-unit
fathom | | fathom
furlong | | furlong
square metre | m2 m² m^2 | square-metre square-meter sq-m sq-metre sq-meter sqm
square kilometre | km2 km² km^2 | square-kilometre square-kilometer sqkm
square kilometre | | sq-km sq-kilometre sq-kilometer
square centimetre | cm2 cm² cm^2 | square-centimetre square-centimeter sq-cm
square mile | | square-mile sq-mile sq-mi
square foot | ft2 ft² | square-foot square-feet sq-ft sq-foot sq-feet sqft
square yard | | square-yard sq-yd
square inch | | square-inch square-inches sq-in
acre | | acre
hectare | ha | hectare
cubic metre | m3 m³ m^3 | cubic-metre cubic-meter cu-m cbm
cubic kilometre | km3 km³ | cubic-kilometre cubic-kilometer
cubic centimetre | cm3 cm³ cm^3 | cubic-centimetre cubic-centimeter cc
cubic foot | ft3 ft³ | cubic-foot cubic-feet cu-ft
cubic yard | | cubic-yard
cubic mile | | cubic-mile
gill | | gill
peck | | peck
hundredweight | cwt | hundredweight
pennyweight | | pennyweight
radian | | radian
cubic inch | | cubic-inch cubic-inches
gallon | | gallon gal imperial-gallon us-gallon
quart | qt | quart
pint | | pint
fluid ounce | | fluid-ounce fl-oz
barrel | bbl bbls | barrel
bushel | | bushel
teaspoon | tsp | teaspoon
tablespoon | tbsp | tablespoon
cup | | cup
acre-foot | | acre-foot acre-feet
tonne | | tonne metric-ton
ton | t | ton short-ton long-ton
kiloton | | kiloton
megaton | Mt | megaton
pound | | pound lb lbs
ounce | | ounce oz troy-ounce
stone | st | stone
carat | | carat
dram | | drachma dram
mile per hour | mph | mph
kilometre per hour | km/h kmh | kph kmh kmph
knot | | knot kt kts
mile per gallon | mpg | mpg
revolution per minute | | rpm
beat per minute | | bpm
frame per second | | fps
horsepower | hp | horsepower bhp hp
brake horsepower | | brake-horsepower
pound-foot | | lb-ft pound-foot pound-feet
pound per square inch | | psi
degree | ° | degree deg
degree Celsius | C °C °c | degree-celsius degrees-celsius degree-c degrees-c deg-c celsius
degree Celsius | | degree-centigrade degrees-centigrade centigrade
degree Fahrenheit | F °F °f | degree-fahrenheit degrees-fahrenheit fahrenheit
degree Fahrenheit | | degree-f degrees-f deg-f
kelvin | | kelvin
decibel | dB | decibel
magnitude | | magnitude
megapixel | MP | megapixel mp
part per million | | ppm part-per-million
part per billion | | ppb part-per-billion
turn | | turn
lumen | | lumen
nit | | nit
candela | | candela
mole | mol | mole
dot per inch | | dpi
pixel per inch | ppi | ppi
British thermal unit | Btu BTU | btu
"""

PREFIXES = {
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "deci": "d", "centi": "c",
    "milli": "m", "micro": "µ", "nano": "n", "pico": "p", "hecto": "h", "deca": "da", "deka": "da",
}  # fmt: skip
MICRO = "μu"  # the other ways of writing µ

TIMES = """
nanosecond | ns | nanosecond
microsecond | µs | microsecond
millisecond | ms | millisecond msec
second | s | second sec
minute | | minute min
hour | h | hour hr
day | | day
night | | night
week | | week wk
fortnight | | fortnight
month | | month mo mth mnth
quarter | | quarter
year | | year yr
decade | | decade
century | | century centuries
"""

SHARES = """
% | % ％ | percent pct pc per-cent per-centum
‰ | ‰ | per-mille
percentage point | pp | percentage-point percent-point per-cent-point
basis point | bp bps | basis-point
"""

# A larger unit, the smaller one that follows it, and how many of those it has: "5 ft 2 in".
PARTS = {
    ("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14, ("year", "month"): 12,
    ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("month", "day"): 30, ("month", "week"): 30 / 7, ("year", "day"): 365,
    ("year", "week"): 365 / 7,
}  # fmt: skip

# How far something is: "80 kilometres south of".
LENGTHS = frozenset(
    {"metre", "kilometre", "centimetre", "millimetre", "mile", "foot", "inch", "yard", "light-year",
     "astronomical unit", "nautical mile"}
)  # fmt: skip

# What a rate is "a" or "an" of: "188 miles an hour", but not "80 percent a pound".
RATE_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
