"""Expectations that say what was expected and what came instead."""


class Unmet(Exception):
    """An expectation of a scenario's was not met."""


class NotInThisSDK(Exception):
    """The SDK that runs has no way to say what the scenario is about."""


def expect(holds, what, actual=None):
    """Fails with `what` was expected, and what was found, where it does not hold."""
    if not holds:
        raise Unmet(f"expected {what}" + ("" if actual is None else f", found {actual!r}"))


def expect_equal(actual, wanted, what):
    expect(actual == wanted, f"{what} to be {wanted!r}", actual)


def expect_in(wanted, text, what):
    expect(wanted.lower() in text.lower(), f"{wanted!r} in {what}", text)


def expect_not_in(unwanted, text, what):
    expect(unwanted.lower() not in text.lower(), f"no {unwanted!r} in {what}", text)


def expect_between(actual, low, high, what):
    expect(low <= actual <= high, f"{what} from {low} to {high}", actual)


def expect_close(error, code, reason):
    """Checks how the SDK reports the close that ended or refused a session."""
    expect(error is not None, f"the connection to be closed with {code}")
    expect_equal(getattr(error, "code", None), code, f"the code of {error!r}")
    expect_in(reason, str(error), "the reason of the close")
