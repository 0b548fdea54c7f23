"""Record types for ``data/site.yml``: the settings in which one university's site differs from another's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from transparency.model.brand import Emblem, Typeface
from transparency.model.colours import Colours
from transparency.model.disclosure_facts import Attachment
from transparency.model.limits import GREATEST
from transparency.model.locales import is_known
from transparency.model.messages import Message
from transparency.model.sections import SECTIONS, Section, UsedSections, section_of
from transparency.model.text import (
    LANGUAGES,
    Id,
    Lang,
    LangCode,
    Languages,
    LocalText,
    Record,
    Text,
    Translated,
    languages_of,
)

Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+/$")]

THRESHOLD_FLOOR = 5
"""No setting goes below this many respondents."""


class DataLicence(Record):
    """Under which terms the open data may be used."""

    id: Text
    """SPDX identifier, e.g. CC-BY-4.0."""
    url: Url
    title: LocalText
    status: Literal["proposed", "confirmed"]
    """``proposed`` is shown as such, and a release for the official address refuses it."""


class Institution(Record):
    """Whose site it is."""

    name: LocalText
    """Full official name, for machine-readable descriptions and documents."""
    formal_name: LocalText
    """The name as it signs a page: formal, with the abbreviation in place of the long words."""
    long_name: LocalText
    """The words behind the abbreviation, without legal form and dedication."""
    short_name: LocalText
    city: LocalText
    founded_as: LocalText
    """Legal form."""
    domain: Text
    other_domains: tuple[Text, ...] = ()
    """Other domains of its own, e.g. of a hosted learning platform; any further one that carries its name is refused."""

    @property
    def domains(self) -> tuple[str, ...]:
        """All domains of the institution."""
        return (self.domain, *self.other_domains)


WithheldGroup = Literal["risks", "indicators", "documents", "participants"]


class DatasetKeeper(Record):
    """A unit and the datasets for which it answers."""

    keeper: Id
    datasets: tuple[Id, ...] = Field(min_length=1)


class DatasetDoi(Record):
    """The DOI under which a dataset is registered, e.g. with DataCite."""

    dataset: Id
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]+$")]
    """Without an address before it, e.g. 10.12345/processes (the pattern that Crossref recommends)."""


class OwnedPath(Record):
    """A file or folder of the repository, and who approves its changes."""

    path: Annotated[str, StringConstraints(pattern=r"^(\*|/[^\s#]+)$")]
    """``*`` for everything, else a path from the root; a folder ends with ``/``. The last line that fits decides."""
    who: tuple[Id, ...] = Field(min_length=1)


class CodeOwners(Record):
    """Who approves which file, for the file ``CODEOWNERS`` that GitHub and GitLab read."""

    group: Annotated[str, StringConstraints(pattern=r"^@[\w.-]+(/[\w.-]+)*$")]
    """Organisation or group there; its teams are called after posts and units."""
    paths: tuple[OwnedPath, ...] = Field(min_length=1)


class LanguageSettings(BaseModel):
    """The part of ``data/site.yml`` that says in which languages everything else is written."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    languages: tuple[LangCode, ...] = Field(default=LANGUAGES, min_length=1)
    """The languages of the site in the order in which readers are offered them."""
    default: LangCode | None = None
    """The language at the root of the site, from which the others are translated; absent: the first."""

    @field_validator("languages")
    @classmethod
    def _known(cls, codes: tuple[Lang, ...]) -> tuple[Lang, ...]:
        if len(set(codes)) != len(codes):
            raise ValueError(Message("a language is named twice"))
        if unknown := [code for code in codes if not is_known(code)]:
            raise ValueError(Message("Unicode CLDR knows no language {unknown}", unknown=", ".join(unknown)))
        return codes

    @model_validator(mode="after")
    def _has_default(self) -> LanguageSettings:
        if self.default is not None and self.default not in self.languages:
            raise ValueError(
                Message("the default language {default} is not one of the languages", default=self.default)
            )
        return self

    @property
    def of_site(self) -> Languages:
        """The setting as one value."""
        return languages_of(self.languages, self.default)


class Settings(Translated):
    """``data/site.yml``."""

    languages: tuple[LangCode, ...] = LANGUAGES
    default: LangCode | None = None
    sections: UsedSections = SECTIONS
    """The sections that the site has; of any other there is no trace."""
    institution: Institution
    portal: LocalText
    """Name of the portal, shown in the header and in titles."""
    tagline: LocalText
    """One sentence on what it is for."""
    url: Url
    """Canonical address; the one place where it stands."""
    error_mailbox: Text | None = None
    """Official mailbox for «found an error?»; left out until the university names it."""
    keeper: Id
    """Unit that keeps the portal, and every dataset that is not named in ``dataset_keepers``."""
    dataset_keepers: tuple[DatasetKeeper, ...] = ()
    dataset_dois: tuple[DatasetDoi, ...] = ()
    """DOIs of datasets; a dataset without one is cited by its address."""
    colours: Colours | None = None
    """Colours of the institution; left out, those of the layout."""
    emblem: Emblem | None = None
    """Mark in the header; left out, that of the layout."""
    typeface: Typeface | None = None
    """Typeface of headings; left out, that of the layout."""
    photo: Attachment | None = None
    """The approved photograph of the home page; its summary says what it shows. Without one the pattern is shown."""
    rights: LocalText | None = None
    """Who holds the rights in the materials; left out until the university has said so."""
    data_licence: DataLicence
    threshold: int = Field(ge=THRESHOLD_FLOOR, le=GREATEST)
    """Fewest respondents of a published figure."""
    code_owners: CodeOwners | None = None
    """Who approves changes of the sources; left out, there is no file ``CODEOWNERS``."""
    withhold: tuple[WithheldGroup, ...] = ()
    """Field groups of the process cards that are kept off pages and files."""
    repository: Url | None = None
    """Public address of the sources, if there is one."""

    @property
    def of_languages(self) -> Languages:
        """The languages of the site."""
        return languages_of(self.languages, self.default)

    def uses(self, page: str) -> bool:
        """Whether a page belongs to a section that the site has, or to no section."""
        return self.has(section_of(page))

    def has(self, section: Section | None) -> bool:
        """Whether the site has a section; what belongs to none is part of every site."""
        return section is None or section in self.sections

    def keeper_of(self, dataset: Id) -> Id:
        """Unit that answers for a dataset."""
        return next((one.keeper for one in self.dataset_keepers if dataset in one.datasets), self.keeper)

    def doi_of(self, dataset: Id) -> str | None:
        """Address of the DOI of a dataset, if it has one."""
        return next((f"https://doi.org/{one.doi}" for one in self.dataset_dois if one.dataset == dataset), None)
