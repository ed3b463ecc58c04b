"""The tables of a bundle, once: columns, keys and meanings. Arrow schemas, manifest, SQL and docs follow from it.

Tables stand in load order: what a foreign key names comes first, save for keys of a table to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

TYPES = ("uuid", "string", "int", "bool", "timestamp", "date", "money")


@dataclass(frozen=True)
class Column:
    """A column: its type is one of TYPES, `code` marks text of few values, which files keep as a dictionary.

    No text of it is longer than `longest`, in bytes of UTF-8: the longest that were seen have a fourth of that.
    """

    name: str
    type: str
    meaning: str
    nullable: bool = False
    code: bool = False
    references: str = ""
    values: tuple[str, ...] = ()
    longest: int = 2_000


@dataclass(frozen=True)
class TableSpec:
    """A table: `created` names the column by which its rows are sorted."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    created: str = "created_at"

    def column(self, name: str) -> Column:
        """Give a column by its name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def references(self) -> dict[str, str]:
        """Give the table that each foreign key names."""
        return {column.name: column.references for column in self.columns if column.references}


def _c(
    name: str,
    type_: str,
    meaning: str,
    *,
    null: bool = False,
    code: bool = False,
    to: str = "",
    values: str = "",
    longest: int = 2_000,
) -> Column:
    return Column(name, type_, meaning, null, code or bool(values), to, tuple(values.split()), longest)


_ID = _c("id", "uuid", "Identifies the row; a UUIDv7 whose time is the row's creation.")
_TENANT = _c("tenant_id", "uuid", "The tenant that the row belongs to.", to="tenants", code=True)
_CREATED = _c("created_at", "timestamp", "When the row was created.")
_CHANNEL_VALUES = "seo meta google affiliates referrals direct"


def _owner(null: bool = False) -> Column:
    return _c("owner_id", "uuid", "The user who looks after it.", null=null, to="users", code=True)


_ADDRESS = (
    _c("street", "string", "Street and house number, in the country's order."),
    _c("city", "string", "City or community.", code=True),
    _c(
        "state",
        "string",
        "State, prefecture or emirate as addresses have it; null where they have none.",
        null=True,
        code=True,
    ),
    _c("postal_code", "string", "Postal code of that city; null where the country has none.", null=True, code=True),
    _c("country", "string", "ISO 3166-1 alpha-2 code.", code=True),
)
_PERSON = (
    _c("first_name", "string", "Given name in Latin letters.", code=True),
    _c("last_name", "string", "Family name in Latin letters.", code=True),
    _c("full_name", "string", "Given and family name in Latin letters."),
    _c("native_name", "string", "Full name in the person's own script and order, where that is not Latin.", null=True),
    _c("phonetic_name", "string", "Full name as it is read (katakana), where names have a reading.", null=True),
)

TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        "tenants",
        "The company whose CRM this is; one row.",
        (
            _ID,
            _c("name", "string", "Name of the company."),
            _c("slug", "string", "Name as it stands in addresses."),
            _c("country", "string", "ISO 3166-1 alpha-2 code."),
            _c("timezone", "string", "IANA zone in which its days begin and end."),
            _c("currency", "string", "ISO 4217 code of all its money."),
            _c("industry", "string", "Industry it sells in."),
            _CREATED,
        ),
    ),
    TableSpec(
        "tenant_billing",
        "How the tenant is billed; one row.",
        (
            _TENANT,
            _c("legal_name", "string", "Name with its legal form."),
            _c("tax_id", "string", "A tax number of no real register."),
            _c("billing_email", "string", "Where invoices go."),
            *_ADDRESS,
            _c("plan", "string", "Subscribed plan.", values="starter growth scale"),
            _c("billing_cycle", "string", "How often it is billed.", values="monthly yearly"),
            _CREATED,
        ),
        key=("tenant_id",),
    ),
    TableSpec(
        "users",
        "People who work, or worked, for the tenant.",
        (
            _ID,
            _TENANT,
            _c("email", "string", "Address on the tenant's reserved domain."),
            *_PERSON[:3],
            _c("role", "string", "What they may do.", values="admin manager rep"),
            _c("title", "string", "Job title.", code=True),
            _c("phone", "string", "E.164 number that reaches nobody."),
            _c("timezone", "string", "IANA zone they work in.", code=True),
            _c(
                "manager_id",
                "uuid",
                "Whom they reported to when they joined; null for the head.",
                null=True,
                to="users",
            ),
            _c("is_active", "bool", "Whether they work there."),
            _CREATED,
            _c("deactivated_at", "timestamp", "When they left.", null=True),
        ),
    ),
    TableSpec(
        "pipelines", "Sales pipelines; one.", (_ID, _TENANT, _c("name", "string", "Name of the pipeline."), _CREATED)
    ),
    TableSpec(
        "pipeline_stages",
        "Stages of the pipeline.",
        (
            _ID,
            _TENANT,
            _c("pipeline_id", "uuid", "The pipeline.", to="pipelines"),
            _c("name", "string", "Name of the stage."),
            _c("position", "int", "Place in the pipeline, from 1."),
            _c("type", "string", "Whether deals in it are open, won or lost.", values="open won lost"),
            _c("probability", "int", "Chance of winning, in percent."),
            _c("avg_days_in_stage", "int", "Days that deals usually stay."),
            _CREATED,
        ),
        created="position",
    ),
    TableSpec(
        "companies",
        "Companies that the tenant sells to.",
        (
            _ID,
            _TENANT,
            _owner(),
            _c("name", "string", "Name with its legal form; nobody's."),
            _c("domain", "string", "Web domain under the reserved top level .example."),
            _c("industry", "string", "What the company does.", code=True),
            _c("employee_count", "int", "People employed."),
            _c("annual_revenue", "money", "Yearly revenue in the tenant's currency."),
            _c("phone", "string", "E.164 number that reaches nobody."),
            *_ADDRESS,
            _CREATED,
        ),
    ),
    TableSpec(
        "contacts",
        "People at companies.",
        (
            _ID,
            _TENANT,
            _c("company_id", "uuid", "Where they work.", to="companies"),
            _owner(),
            *_PERSON,
            _c("email", "string", "Address on the company's domain."),
            _c("phone", "string", "E.164 number that reaches nobody."),
            _c("title", "string", "Job title; null where nobody asked.", null=True, code=True),
            _c("channel", "string", "Channel that brought them.", values=_CHANNEL_VALUES),
            _c("lifecycle_stage", "string", "How far they are.", values="contact opportunity customer"),
            *_ADDRESS,
            _CREATED,
            _c(
                "last_activity_at",
                "timestamp",
                "When the last activity with them happened; null before the first.",
                null=True,
            ),
        ),
    ),
    TableSpec(
        "leads",
        "Enquiries.",
        (
            _ID,
            _TENANT,
            _owner(),
            _c("contact_id", "uuid", "The contact it became; null unless converted.", null=True, to="contacts"),
            *_PERSON,
            _c("email", "string", "Address on the company's domain."),
            _c("phone", "string", "E.164 number that reaches nobody; null where nobody asked.", null=True),
            _c("company_name", "string", "Company as the person wrote it; null where they left it out.", null=True),
            _c("title", "string", "Job title; null where nobody asked.", null=True, code=True),
            _c("channel", "string", "Channel that brought it.", values=_CHANNEL_VALUES),
            _c(
                "status",
                "string",
                "How far it is; unresponsive: attempted, and five working days without an answer.",
                values="new contacted engaged unresponsive disqualified converted",
            ),
            _c("score", "int", "0 to 100, higher is more promising."),
            _CREATED,
            _c("first_response_at", "timestamp", "When staff first reached out; null before.", null=True),
            _c("converted_at", "timestamp", "When it became a contact.", null=True),
        ),
    ),
    TableSpec(
        "deals",
        "Opportunities.",
        (
            _ID,
            _TENANT,
            _c("company_id", "uuid", "The contact's company.", to="companies"),
            _c("contact_id", "uuid", "Who decides.", to="contacts"),
            _owner(),
            _c("pipeline_id", "uuid", "The pipeline.", to="pipelines", code=True),
            _c("stage_id", "uuid", "The stage it is in: the last of its history.", to="pipeline_stages", code=True),
            _c("name", "string", "Name of the deal."),
            _c("amount", "money", "Value in `currency`."),
            _c("currency", "string", "ISO 4217 code; the tenant's.", code=True),
            _c("status", "string", "Type of its stage.", values="open won lost"),
            _c("probability", "int", "Chance of winning, in percent; its stage's."),
            _c("is_whale", "bool", "Ground truth: a deal of at least five times the median of the others."),
            _c("channel", "string", "Channel that brought the contact.", values=_CHANNEL_VALUES),
            _c("expected_close_on", "date", "Day on which it was expected to close when it was created."),
            _c("closed_at", "timestamp", "When it was won or lost.", null=True),
            _c("lost_reason", "string", "Why it was lost.", null=True, code=True),
            _CREATED,
        ),
    ),
    TableSpec(
        "deal_stage_history",
        "Every stage that a deal entered, its first one included.",
        (
            _ID,
            _TENANT,
            _c("deal_id", "uuid", "The deal.", to="deals"),
            _c(
                "from_stage_id",
                "uuid",
                "The stage it left; null at creation.",
                null=True,
                to="pipeline_stages",
                code=True,
            ),
            _c("to_stage_id", "uuid", "The stage it entered.", to="pipeline_stages", code=True),
            _c("changed_by_id", "uuid", "Who moved it.", to="users", code=True),
            _c("changed_at", "timestamp", "When."),
        ),
        created="changed_at",
    ),
    TableSpec(
        "activities",
        "Calls, e-mails, meetings and tasks.",
        (
            _ID,
            _TENANT,
            _c("type", "string", "What it is.", values="call email meeting task"),
            _c(
                "direction",
                "string",
                "Who turned to whom; null for meetings and tasks.",
                null=True,
                values="inbound outbound",
            ),
            _c("status", "string", "Whether it happened.", values="planned done cancelled"),
            _c("subject", "string", "What it is about.", code=True),
            _c("body", "string", "What was said or done; null until it happened.", null=True, longest=20_000),
            _c(
                "outcome",
                "string",
                "How it went; null until it happened.",
                null=True,
                values="connected voicemail no_answer sent received held no_show completed bounced",
            ),
            _c("lead_id", "uuid", "The lead it is about.", null=True, to="leads"),
            _c("contact_id", "uuid", "The contact it is about.", null=True, to="contacts"),
            _c("deal_id", "uuid", "The deal it is about.", null=True, to="deals"),
            _c("company_id", "uuid", "The contact's company.", null=True, to="companies"),
            _c("user_id", "uuid", "Who did it, or is to do it.", to="users", code=True),
            _CREATED,
            _c("due_at", "timestamp", "When it is to happen; meetings and tasks only.", null=True),
            _c("occurred_at", "timestamp", "When it happened; null until then.", null=True),
            _c("duration_seconds", "int", "How long it took; connected calls and held meetings only.", null=True),
        ),
    ),
    TableSpec(
        "notes",
        "What people wrote down.",
        (
            _ID,
            _TENANT,
            _c("contact_id", "uuid", "The contact it is about.", to="contacts"),
            _c("deal_id", "uuid", "The deal it is about.", null=True, to="deals"),
            _c("author_id", "uuid", "Who wrote it.", to="users", code=True),
            _c("body", "string", "The note.", code=True, longest=20_000),
            _CREATED,
        ),
    ),
    TableSpec(
        "tags",
        "Labels for contacts.",
        (_ID, _TENANT, _c("name", "string", "The label."), _c("color", "string", "Colour as #rrggbb."), _CREATED),
        created="name",
    ),
    TableSpec(
        "contact_tags",
        "Which contact has which label.",
        (
            _TENANT,
            _c("contact_id", "uuid", "The contact.", to="contacts"),
            _c("tag_id", "uuid", "The label.", to="tags", code=True),
            _CREATED,
        ),
        key=("contact_id", "tag_id"),
    ),
    TableSpec(
        "duplicate_contacts",
        "Ground truth: which contacts are somebody who is there already. It is not loaded.",
        (
            _TENANT,
            _c("contact_id", "uuid", "The contact that is somebody twice.", to="contacts"),
            _c("original_id", "uuid", "The contact who it is.", to="contacts"),
            _CREATED,
        ),
        key=("contact_id",),
    ),
)


def table_spec(name: str) -> TableSpec:
    """Give a table's specification by its name; raises KeyError for a name that is none."""
    return {spec.name: spec for spec in TABLES}[name]


def arrow_type(column: Column) -> Any:
    """Give the Arrow type of a column's values in a file."""
    import pyarrow as pa

    return {
        "uuid": pa.uuid(),
        "string": pa.string(),
        "int": pa.int32(),
        "bool": pa.bool_(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "date": pa.date32(),
        "money": pa.decimal128(18, 2),
    }[column.type]


@cache
def arrow_schema(spec: TableSpec) -> Any:
    """Give the Arrow schema of a table."""
    import pyarrow as pa

    return pa.schema([pa.field(c.name, arrow_type(c), nullable=c.nullable) for c in spec.columns])
