"""JSON Schemas of the YAML files in ``data/``, and the settings by which editors with the YAML language server use them.

They follow from the models and the declarations of the record types: what a program shows at a key while somebody types is the
label and the help of the field, in all languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from pydantic import JsonValue, TypeAdapter

from transparency.model.record_type import RecordType
from transparency.model.text import USUAL, Languages, LocalText, Record
from transparency.registry.record_types import field_text, field_texts, record_types

FOLDER = ".vscode"
SETTINGS = f"{FOLDER}/settings.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, JsonValue]
_SCHEMA = TypeAdapter(Schema)


def editor_files(languages: Languages = USUAL) -> Mapping[str, str]:
    """Name in the repository -> content: one schema for each kind of YAML file, and the settings that name them."""
    written = sorted((one.files, name) for name, one in record_types().items() if one.files.endswith(".yml"))
    schemas, places = {}, {}
    for files, group in groupby(written, key=lambda pair: pair[0]):
        names = [name for _, name in group]
        file = f"{FOLDER}/schemas/{names[0]}.json"
        schemas[file] = _as_text(_of_file([record_types()[name] for name in names], languages))
        places[f"./{file}"] = [f"data/{files}", *([f"demo/{files}"] if record_types()[names[0]].demo else [])]
    return {**schemas, SETTINGS: _as_text({"yaml.schemas": places})}


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _of_file(types: Iterable[RecordType], languages: Languages) -> Schema:
    """The schema of a file: of its one record, or of the lists in it."""
    properties: Schema = {}
    definitions: Schema = {}
    for one in types:
        schema = _of_type(one, languages)
        if one.key is None:
            return {"$schema": DRAFT, **schema}
        definitions |= _SCHEMA.validate_python(schema.pop("$defs", {}))
        items: Schema = {"type": ["array", "null"], "items": schema}
        properties[one.key] = items
    lists: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"$schema": DRAFT, **lists, **({"$defs": definitions} if definitions else {})}


def _of_type(one: RecordType, languages: Languages) -> Schema:
    """The schema of a model with the words of its declaration."""
    schema = _SCHEMA.validate_python(one.record.model_json_schema())
    definitions = _SCHEMA.validate_python(schema.get("$defs", {}))
    models = {model.__name__: model for model in _subclasses(Record)}
    named = {
        name: _worded(_SCHEMA.validate_python(part), models.get(name), languages) for name, part in definitions.items()
    }
    worded = _worded(schema, one.record, languages) | _words(one.title, one.help, languages)
    return worded | ({"$defs": {**named}} if named else {})


def _subclasses(model: type[Record]) -> Iterable[type[Record]]:
    """Every model; no two have one name."""
    for one in model.__subclasses__():
        yield one
        yield from _subclasses(one)


def _worded(schema: Schema, model: type[Record] | None, languages: Languages) -> Schema:
    """An object of the schema with words at its properties; what a docstring says to developers is left out."""
    found = {key: value for key, value in schema.items() if key not in ("description", "title")}
    if model is None:
        return found
    found.setdefault("properties", {})
    if issubclass(model, LocalText):
        found = _in_every_language(found, languages)
    properties = _SCHEMA.validate_python(found["properties"])
    found["properties"] = {
        name: _property(_SCHEMA.validate_python(value), model, name, languages) for name, value in properties.items()
    }
    return found


def _in_every_language(schema: Schema, languages: Languages) -> Schema:
    """A text needs every language; a model says this in a rule of its own, which no schema shows."""
    texts: Schema = {lang: {"type": "string", "minLength": 1} for lang in languages}
    own = {key: value for key, value in _SCHEMA.validate_python(schema["properties"]).items() if key not in texts}
    required = schema.get("required", [])
    others = [key for key in required if key not in texts] if isinstance(required, list) else []
    return {
        **schema,
        "properties": {**texts, **own},
        "required": [*languages, *others],
        "additionalProperties": False,
    }


def _property(schema: Schema, model: type[Record], name: str, languages: Languages) -> Schema:
    bare = {key: value for key, value in schema.items() if key not in ("description", "title")}
    if not any(name in field_texts().get(one.__name__, ()) for one in model.__mro__):
        return bare  # the text of one language
    words = field_text(model, name)
    return bare | _words(words.label, words.help, languages)


def _words(label: LocalText, help_text: LocalText, languages: Languages) -> Schema:
    """What a program shows: the label in one line, the help in a paragraph for each language."""
    labels, lines = (dict.fromkeys(text.get(lang) for lang in languages) for text in (label, help_text))
    return {"title": " / ".join(labels), "description": "\n\n".join(lines)}
