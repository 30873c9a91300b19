# SPDX-License-Identifier: MIT
"""Validates documents against a JSON Schema with the distribution's validator.

    check_schema.py SCHEMA DOCUMENTS

SCHEMA is a file, DOCUMENTS another: an object of documents by name. Prints a line for each, in
order: "NAME: ok", or "NAME: " and the first error. Exit code 1 when the schema itself is invalid.
"""
import json
import sys

import jsonschema


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        documents = json.load(file)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        print(f"invalid schema: {error.message}", file=sys.stderr)
        return 1
    validator = jsonschema.Draft202012Validator(schema)
    for name, document in documents.items():
        error = next(validator.iter_errors(document), None)
        pointer = "/".join(str(part) for part in error.absolute_path) if error else ""
        print(f"{name}: {'/' + pointer + ': ' + error.message[:200] if error else 'ok'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
