"""The schemas of what we use of site scripts and of column formatting (version 2), of our own making.

After Microsoft's site design JSON schema and formatting syntax reference, where they are public.
"""

from typing import Any

Schema = dict[str, Any]


def closed(needed: dict[str, Any], **more: Any) -> Schema:
    """An object with exactly these properties; `more` may be left out."""
    return {
        "type": "object",
        "properties": {**needed, **more},
        "required": list(needed),
        "additionalProperties": False,
    }


TEXT: Schema = {"type": "string"}
FORMATTER = closed(
    {
        "$schema": {"pattern": "^https://developer.microsoft.com/json-schemas/sp/v2/column-formatting"},
        "elmType": {"enum": ["div", "span", "a", "p"]},
        "txtContent": {"$ref": "#/definitions/expression"},
    },
    attributes={
        "type": "object",
        "propertyNames": {"enum": ["href", "rel", "class", "target", "title", "role"]},
        "additionalProperties": {"$ref": "#/definitions/expression"},
    },
    style={
        "type": "object",
        "propertyNames": {
            "enum": [
                "display",
                "border-radius",
                "padding",
                "line-height",
                "max-width",
                "overflow",
                "text-overflow",
                "white-space",
            ]
        },
        "additionalProperties": {"$ref": "#/definitions/expression"},
    },
)
TAKES = {
    "?": 3,
    "==": 2,
    "!=": 2,
    "<=": 2,
    "&&": 2,
    "+": 2,
    "addDays": 2,
    "substring": 3,
    "padStart": 3,
    "toString()": 1,
    "toLocaleDateString()": 1,
}
"""The operators we use, and how many operands Microsoft's reference gives them."""
EXPRESSION: Schema = {
    "anyOf": [
        {"type": "integer"},
        {"type": "string", "pattern": r"^([^@=\[].*|@currentField|@now|\[\$\w+\]|)$"},
        {
            **closed(
                {
                    "operator": {"enum": list(TAKES)},
                    "operands": {"type": "array", "items": {"$ref": "#/definitions/expression"}},
                }
            ),
            "allOf": [
                {
                    "if": {"properties": {"operator": {"const": operator}}},
                    "then": {"properties": {"operands": {"minItems": count, "maxItems": count}}},
                }
                for operator, count in TAKES.items()
            ],
        },
    ]
}
VIEW = closed(
    {
        "verb": {"const": "addSPView"},
        "name": {"type": "string", "minLength": 1, "maxLength": 60},
        "viewFields": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True},
        "query": TEXT,
        "rowLimit": {"type": "integer", "minimum": 1, "maximum": 100},
        "isPaged": {"const": True},
        "makeDefault": {"type": "boolean"},
        "replaceViewFields": {"const": True},
    }
)
FORMATTED = closed(
    {
        "verb": {"const": "setSPFieldCustomFormatter"},
        "fieldDisplayName": TEXT,
        "formatterJSON": {"$ref": "#/definitions/formatter"},
    }
)
SCRIPT: Schema = {
    **closed(
        {
            "$schema": {"pattern": "^https://developer.microsoft.com/json-schemas/sp/site-design"},
            "actions": {
                "type": "array",
                "minItems": 1,
                "maxItems": 1,
                "items": closed(
                    {
                        "verb": {"const": "createSPList"},
                        "listName": TEXT,
                        "templateType": {"const": 100},
                        "subactions": {"type": "array", "items": {"oneOf": [VIEW, FORMATTED]}},
                    }
                ),
            },
        }
    ),
    "definitions": {"formatter": FORMATTER, "expression": EXPRESSION},
}
