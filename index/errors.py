"""The one error whose message is fit to show to a person."""


class UserError(Exception):
    """Something a person can mend.

    The message says what is wrong, with what, and what to do next. Only the edges (the command
    lines and the page) catch it, and they show the message alone.
    """
