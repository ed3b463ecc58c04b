"""What the API answers with: the request's shapes, and what they have beside it. Keys are camelCase."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from demogen.config.model import camel

Status = Literal["pending", "running", "completed", "failed"]
Amount = Annotated[float, Field(ge=0, description="In the tenant's currency.")]
Count = Annotated[int, Field(ge=0)]


TenantState = Literal["living", "deleted", "replaced", "regenerated", "gone"]


class Model(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=True, extra="ignore")


class LogEntry(Model):
    """One line of a job's log."""

    at: datetime
    level: str
    step: str
    message: str


class VolumeTargets(Model):
    """The six totals."""

    leads: Count
    contacts: Count
    companies: Count
    pipeline_value: Amount
    closed_won_value: Amount
    closed_won_count: Count


class GenerationMetrics(Model):
    """What was counted in the database: rows of each table, the six totals, and the seconds that it took."""

    rows: dict[str, Count]
    totals: VolumeTargets
    seconds: float


class MonthlyMetrics(Model):
    """A month in the tenant's own time; the pipeline is what was open at its end, `deals` are won."""

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    leads: Count
    contacts: Count
    companies: Count
    deals: Count
    pipeline_value: float
    closed_won_value: Amount


class TenantRef(Model):
    """The living tenant of a job."""

    id: UUID
    name: str


class JobSummary(Model):
    """A job, as lists have it.

    `tenantState` says what became of its tenant: it lives, was deleted, or gave its place to that of `successorJobId`,
    which regenerated it or replaced it by another bundle's; `gone` where nobody wrote it down.
    """

    id: UUID
    status: Status
    operation: str
    config: dict[str, Any]
    seed: str
    created_tenant_id: UUID | None
    tenant_name: str | None
    progress: Annotated[int, Field(ge=0, le=100)]
    estimated_seconds_left: Count | None
    current_step: str | None
    metrics: GenerationMetrics | None
    error_code: str | None
    error_message: str | None
    tenant_state: TenantState | None
    successor_job_id: UUID | None
    excluded_from_analytics: bool | None
    created_at: datetime
    completed_at: datetime | None


class JobDetail(JobSummary):
    """A job in full; `monthlyBreakdown` is there once it is completed.

    `livingJobId` is the job, of all that regenerated its tenant, whose tenant lives now.
    """

    tenant: TenantRef | None
    tenant_slug: str
    logs: list[LogEntry]
    monthly_breakdown: list[MonthlyMetrics] | None
    recoverable: bool | None
    bundle_digest: str | None
    as_of: date | None
    until: date | None
    drawing_version: int | None
    estimated_records: Count | None
    error_stack: str | None
    tenant_gone_at: datetime | None
    living_job_id: UUID | None
    attempt: int
    started_at: datetime | None


class PageMeta(Model):
    """Where a page lies in its list."""

    total: Count
    page: Annotated[int, Field(ge=1)]
    page_size: int
    total_pages: Count


class JobList(Model):
    """A page of jobs."""

    data: list[JobSummary]
    meta: PageMeta


class Job(Model):
    """One job."""

    data: JobDetail


class CreatedJob(Model):
    """A job that was asked for; `estimateBasis` tells whether its seconds were measured over the last jobs."""

    job_id: UUID
    status: Status
    tenant_name: str
    seed: str
    estimated_seconds: Annotated[int, Field(ge=1)]
    estimate_basis: Literal["measured", "committed"]


class Created(Model):
    """A job that was asked for."""

    data: CreatedJob


class Forecast(Model):
    """What a config will give, from the very plan that generating follows."""

    monthly_projection: list[MonthlyMetrics]
    totals: VolumeTargets
    estimated_generation_seconds: Annotated[int, Field(ge=1)]
    estimate_basis: Literal["measured", "committed"]
    seed: str
    config: dict[str, Any]
    warnings: list[str]


class Preview(Model):
    """A preview."""

    data: Forecast


class RemovedTenant(Model):
    """What a delete came to: rows that went, or a job that was cancelled, or nothing that was left to do.

    `followedJobId` is the job that had regenerated the tenant last, where that is another one.
    """

    job_id: UUID
    tenant_id: UUID | None
    deleted: bool
    cancelled: bool
    rows: dict[str, Count]
    followed_job_id: UUID | None
    tenant_state: TenantState | None
    successor_job_id: UUID | None
    living_job_id: UUID | None


class Removed(Model):
    """The outcome of a delete."""

    data: RemovedTenant


class ProblemEntry(Model):
    """One thing that is wrong; of several fields together, the first is `field`."""

    field: str | None
    fields: list[str]
    message: str
    what: str
    expected: str | None = None
    found: str | None = None
    hint: str | None = None
    remedy: dict[str, str | int | float] | None = None


class ProblemDetails(Model):
    """Problem details (RFC 9457), with the code, and every problem with its field."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    field: str | None
    errors: list[ProblemEntry]


class ListQuery(BaseModel):
    """What to list."""

    model_config = ConfigDict(alias_generator=camel, populate_by_name=False, extra="forbid")

    page: int = Field(1, ge=1, le=1_000_000)
    page_size: int = Field(20, ge=10, le=100)
    status: Status | None = None
    country: str | None = Field(None, pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2; UK is read as GB.")
    industry: str | None = Field(None, pattern="^[a-z][a-z0-9]{1,29}$")
    search: str | None = Field(None, max_length=100, pattern="^[^\\x00]*$", description="Part of name, seed or id.")
    sort_by: Literal["createdAt", "completedAt", "tenantName"] = "createdAt"
    sort_order: Literal["asc", "desc"] = "desc"
