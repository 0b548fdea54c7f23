"""The adapter to MkDocs, Material and static-i18n: their events and their build; nothing else in the package imports MkDocs."""
