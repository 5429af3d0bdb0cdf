"""What Schemathesis must know before it makes requests of the document."""

import json

import schemathesis

# Together the rules of all options are more than its generator can solve. Random approvals with all of them are compared
# with what judges them in test/contract/approvals.test.ts.
LEFT_OUT = [
    "reminder_hours_before",
    "timeout_action",
    "timeout_user",
    "max_escalation_level",
    "last_resort",
    "late_decision",
]


@schemathesis.hook
def before_load_schema(context, raw_schema):
    approval = raw_schema["components"]["schemas"]["ApprovalInput"]
    for name in LEFT_OUT:
        del approval["properties"][name]
    approval["allOf"] = [
        rule for rule in approval["allOf"] if not any(name in json.dumps(rule) for name in LEFT_OUT)
    ]


@schemathesis.hook
def filter_body(context, body):
    """No schema says what keys there may be at any depth: `__proto__` is refused everywhere."""
    try:
        return "__proto__" not in json.dumps(body)
    except TypeError:
        return True
