"""An event bus with the pattern language of Amazon EventBridge: rules match events and hand them to targets.

The patterns are those of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html,
compared with what moto makes of them. There is no account behind it and nothing leaves the page.
"""

import ipaddress
import operator
import re

_COMPARE = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}
_MISSING = object()


class EventBus:
    """Rules by name, each with the pattern that it waits for and the target that it calls."""

    def __init__(self):
        self.rules = {}

    def put_rule(self, name, pattern, target):
        """Hand every event that matches a pattern to a target."""
        self.rules[name] = (pattern, target)

    def put_events(self, *events):
        """Put events on the bus; a row for each, with the rules that took it."""
        rows = []
        for event in events:
            taken = [name for name, (pattern, _) in self.rules.items() if matches(pattern, event)]
            for name in taken:
                self.rules[name][1](event)
            rows.append({"event": " ".join(map(str, event.values())), "goes to": ", ".join(taken) or "nobody"})
        return rows


def matches(pattern, event):
    """Whether an event has everything that a pattern asks for; what the pattern does not name does not count."""
    event = event if isinstance(event, dict) else {}
    for key, wanted in pattern.items():
        if key == "$or":
            if not any(matches(each, event) for each in wanted):
                return False
        elif isinstance(wanted, dict):
            if not matches(wanted, event.get(key)):
                return False
        else:
            value = event.get(key, _MISSING)
            values = value if isinstance(value, list) else [value]
            if not any(_fits(rule, each) for rule in wanted for each in values):
                return False
    return True


def _fits(rule, value):
    if not isinstance(rule, dict):
        return value == rule and type(value) is type(rule)
    ((kind, wanted),) = rule.items()
    if kind == "exists":
        return (value is not _MISSING) == wanted
    if value is _MISSING:
        return False
    if kind == "anything-but":
        return not any(_fits(each, value) for each in (wanted if isinstance(wanted, list) else [wanted]))
    if kind == "numeric":
        pairs = zip(wanted[::2], wanted[1::2], strict=True)
        return isinstance(value, int | float) and all(_COMPARE[sign](value, limit) for sign, limit in pairs)
    return isinstance(value, str) and _TEXT_RULES[kind](value, wanted)


def _is_in_network(value, network):
    return ipaddress.ip_address(value) in ipaddress.ip_network(network)


def _fits_wildcard(value, wildcard):
    return re.fullmatch(".*".join(map(re.escape, wildcard.split("*"))), value, re.DOTALL) is not None


_TEXT_RULES = {
    "prefix": str.startswith,
    "suffix": str.endswith,
    "equals-ignore-case": lambda value, wanted: value.lower() == wanted.lower(),
    "wildcard": _fits_wildcard,
    "cidr": _is_in_network,
}
