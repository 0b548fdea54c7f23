"""Says in words what an edit changes: the label of each field with its value before and after."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.desk.edit_yaml import aligned
from transparency.desk.form import shown
from transparency.desk.form_fields import EditorField
from transparency.desk.form_view import FormWords
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.registry.parse_values import shortened
from transparency.registry.yaml_document import Value

_LONGEST = 120


class ChangeDescription:
    """Describes changes to an editor, in one language."""

    def __init__(self, words: Words, shown_as: FormWords) -> None:
        self._words = words
        self._shown = shown_as

    def sentences(self, fields: tuple[EditorField, ...], old: Value, new: Value, label: str = "") -> Iterator[str]:
        """One sentence for each value that differs."""
        before, after = (value if isinstance(value, dict) else {} for value in (old, new))
        for field in fields:
            own = field.words.label.get(self._shown.lang) if field.words else field.name
            yield from self._field(
                field, before.get(field.name), after.get(field.name), f"{label} → {own}" if label else own
            )

    def _field(self, field: EditorField, old: Value, new: Value, label: str) -> Iterator[str]:
        if repr(old) == repr(new) or field.kind == "kept":
            return
        if field.kind == "list" and field.entry:
            yield from self._list(field.entry, old, new, label)
        elif field.kind == "group" and (old or new):
            kind = new.get("kind") if isinstance(new, dict) else old.get("kind") if isinstance(old, dict) else None
            yield from self.sentences(field.of_kind(kind), old, new, label)
        elif field.kind in ("texts", "item") and isinstance(old or new, dict):
            yield from self._texts(field, old, new, label)
        else:
            yield self._sentence(label, self._said(field, old), self._said(field, new))

    def _list(self, entry: EditorField, old: Value, new: Value, label: str) -> Iterator[str]:
        before, after = (value if isinstance(value, tuple) else () for value in (old, new))
        for kind, i, end_old, j, end_new in aligned(before, after):
            if kind == "equal":
                continue
            shared = min(end_old - i, end_new - j)
            for step in range(shared):
                yield from self._field(entry, before[i + step], after[j + step], f"{label} {j + step + 1}")
            for one in before[i + shared : end_old]:
                yield self._sentence(label, self._said(entry, one), "")
            for one in after[j + shared : end_new]:
                yield self._sentence(label, "", self._said(entry, one))

    def _texts(self, field: EditorField, old: Value, new: Value, label: str) -> Iterator[str]:
        if not (isinstance(old, dict | None) and isinstance(new, dict | None)):
            yield self._sentence(label, self._said(field, old), self._said(field, new))
            return
        before, after = old or {}, new or {}
        for lang in dict.fromkeys((*before, *after)):
            if before.get(lang) != after.get(lang):
                yield self._sentence(f"{label} ({lang})", str(before.get(lang, "")), str(after.get(lang, "")))

    def _said(self, field: EditorField, value: Value) -> str:
        """A value as an editor would name it; of a record its title."""
        if isinstance(value, dict):
            named = (value.get(key) for key in ("title", "name", "text", "file", "id", self._shown.lang))
            found = next((one for one in named if one), next(iter(value.values()), ""))
            return self._said(field, found)
        text = shown(field, value)
        return dict(self._shown.options(field)).get(text, text)

    def _sentence(self, label: str, before: str, after: str) -> str:
        key = "form.change" if before and after else "form.change.new" if after else "form.change.gone"
        values = {"before": shortened(before, _LONGEST), "after": shortened(after, _LONGEST)}
        asked = {name: text for name, text in values.items() if text}
        return self._words.text(key, label=label, **asked)


def title_of(value: Value, lang: Lang, otherwise: str) -> str:
    """How a record is called in a list."""
    if isinstance(value, dict):
        for name in ("title", "name", "text", "reason", "institution"):
            texts = value.get(name)
            said = (texts.get(lang) or next(iter(texts.values()), None)) if isinstance(texts, dict) else None
            if isinstance(said, str):
                return shortened(said, _LONGEST)
        for name in ("old", "code", "value", "printed"):
            if isinstance(value.get(name), str):
                return shortened(str(value[name]), _LONGEST)
    return otherwise
