-- The reference CRM: the tables of a bundle, as a CRM that many tenants share has them.
--
-- Every foreign key has an index that begins with its column, so that deleting a row never reads a whole table; where
-- a key may be null, the index leaves the nulls out. Ground truth of the bundle (deals.is_whale) has no column here.

CREATE TABLE tenants (
    id          uuid PRIMARY KEY,
    name        text NOT NULL CHECK (name <> ''),
    slug        text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]*$'),
    country     text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    timezone    text NOT NULL CHECK (timezone <> ''),
    currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    industry    text NOT NULL CHECK (industry <> ''),
    created_at  timestamptz NOT NULL
);

CREATE TABLE tenant_billing (
    tenant_id      uuid PRIMARY KEY REFERENCES tenants ON DELETE CASCADE,
    legal_name     text NOT NULL,
    tax_id         text NOT NULL,
    billing_email  text NOT NULL,
    street         text NOT NULL,
    city           text NOT NULL,
    state          text,
    postal_code    text,
    country        text NOT NULL,
    plan           text NOT NULL CHECK (plan IN ('starter', 'growth', 'scale')),
    billing_cycle  text NOT NULL CHECK (billing_cycle IN ('monthly', 'yearly')),
    created_at     timestamptz NOT NULL
);

-- Platform admins have no tenant; everybody else has one.
CREATE TABLE users (
    id              uuid PRIMARY KEY,
    tenant_id       uuid REFERENCES tenants ON DELETE CASCADE,
    email           text NOT NULL,
    first_name      text NOT NULL,
    last_name       text NOT NULL,
    full_name       text NOT NULL,
    role            text NOT NULL CHECK (role IN ('admin', 'manager', 'rep', 'platform_admin')),
    title           text NOT NULL,
    phone           text NOT NULL,
    timezone        text NOT NULL,
    manager_id      uuid REFERENCES users,
    is_active       boolean NOT NULL,
    created_at      timestamptz NOT NULL,
    deactivated_at  timestamptz,
    CHECK ((tenant_id IS NULL) = (role = 'platform_admin')),
    CHECK (is_active = (deactivated_at IS NULL)),
    UNIQUE (tenant_id, email)
);
CREATE UNIQUE INDEX users_platform_email ON users (email) WHERE tenant_id IS NULL;
CREATE INDEX users_manager ON users (manager_id) WHERE manager_id IS NOT NULL;

CREATE TABLE pipelines (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name        text NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX pipelines_tenant ON pipelines (tenant_id);

CREATE TABLE pipeline_stages (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    pipeline_id        uuid NOT NULL REFERENCES pipelines ON DELETE CASCADE,
    name               text NOT NULL,
    position           integer NOT NULL CHECK (position > 0),
    type               text NOT NULL CHECK (type IN ('open', 'won', 'lost')),
    probability        integer NOT NULL CHECK (probability BETWEEN 0 AND 100),
    avg_days_in_stage  integer NOT NULL CHECK (avg_days_in_stage >= 0),
    created_at         timestamptz NOT NULL,
    UNIQUE (pipeline_id, position)
);
CREATE INDEX pipeline_stages_tenant ON pipeline_stages (tenant_id);

CREATE TABLE companies (
    id              uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    owner_id        uuid NOT NULL REFERENCES users,
    name            text NOT NULL,
    domain          text NOT NULL,
    industry        text NOT NULL,
    employee_count  integer NOT NULL CHECK (employee_count > 0),
    annual_revenue  numeric(18, 2) NOT NULL,
    phone           text NOT NULL,
    street          text NOT NULL,
    city            text NOT NULL,
    state           text,
    postal_code     text,
    country         text NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE INDEX companies_tenant_created ON companies (tenant_id, created_at);
CREATE INDEX companies_owner ON companies (owner_id);

CREATE TABLE contacts (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    company_id        uuid NOT NULL REFERENCES companies,
    owner_id          uuid NOT NULL REFERENCES users,
    first_name        text NOT NULL,
    last_name         text NOT NULL,
    full_name         text NOT NULL,
    native_name       text,
    phonetic_name     text,
    email             text NOT NULL,
    phone             text NOT NULL,
    title             text,
    channel           text NOT NULL,
    lifecycle_stage   text NOT NULL CHECK (lifecycle_stage IN ('contact', 'opportunity', 'customer')),
    street            text NOT NULL,
    city              text NOT NULL,
    state             text,
    postal_code       text,
    country           text NOT NULL,
    created_at        timestamptz NOT NULL,
    last_activity_at  timestamptz
);
CREATE INDEX contacts_tenant_created ON contacts (tenant_id, created_at);
CREATE INDEX contacts_company ON contacts (company_id);
CREATE INDEX contacts_owner ON contacts (owner_id);

CREATE TABLE leads (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    owner_id           uuid NOT NULL REFERENCES users,
    contact_id         uuid REFERENCES contacts,
    first_name         text NOT NULL,
    last_name          text NOT NULL,
    full_name          text NOT NULL,
    native_name        text,
    phonetic_name      text,
    email              text NOT NULL,
    phone              text,
    company_name       text,
    title              text,
    channel            text NOT NULL,
    status             text NOT NULL
        CHECK (status IN ('new', 'contacted', 'engaged', 'unresponsive', 'disqualified', 'converted')),
    score              integer NOT NULL CHECK (score BETWEEN 0 AND 100),
    created_at         timestamptz NOT NULL,
    first_response_at  timestamptz,
    converted_at       timestamptz
);
CREATE INDEX leads_tenant_created ON leads (tenant_id, created_at);
CREATE INDEX leads_owner ON leads (owner_id);
CREATE INDEX leads_contact ON leads (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE deals (
    id                 uuid PRIMARY KEY,
    tenant_id          uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    company_id         uuid NOT NULL REFERENCES companies,
    contact_id         uuid NOT NULL REFERENCES contacts,
    owner_id           uuid NOT NULL REFERENCES users,
    pipeline_id        uuid NOT NULL REFERENCES pipelines,
    stage_id           uuid NOT NULL REFERENCES pipeline_stages,
    name               text NOT NULL,
    amount             numeric(18, 2) NOT NULL CHECK (amount >= 0),
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    status             text NOT NULL CHECK (status IN ('open', 'won', 'lost')),
    probability        integer NOT NULL CHECK (probability BETWEEN 0 AND 100),
    channel            text NOT NULL,
    expected_close_on  date NOT NULL,
    closed_at          timestamptz,
    lost_reason        text,
    created_at         timestamptz NOT NULL,
    CHECK ((status = 'open') = (closed_at IS NULL)),
    CHECK (status = 'lost' OR lost_reason IS NULL)
);
CREATE INDEX deals_tenant_created ON deals (tenant_id, created_at);
CREATE INDEX deals_company ON deals (company_id);
CREATE INDEX deals_contact ON deals (contact_id);
CREATE INDEX deals_owner ON deals (owner_id);
CREATE INDEX deals_pipeline ON deals (pipeline_id);
CREATE INDEX deals_stage ON deals (stage_id);

CREATE TABLE deal_stage_history (
    id             uuid PRIMARY KEY,
    tenant_id      uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    deal_id        uuid NOT NULL REFERENCES deals ON DELETE CASCADE,
    from_stage_id  uuid REFERENCES pipeline_stages,
    to_stage_id    uuid NOT NULL REFERENCES pipeline_stages,
    changed_by_id  uuid NOT NULL REFERENCES users,
    changed_at     timestamptz NOT NULL
);
CREATE INDEX deal_stage_history_tenant_changed ON deal_stage_history (tenant_id, changed_at);
CREATE INDEX deal_stage_history_deal ON deal_stage_history (deal_id);
CREATE INDEX deal_stage_history_from ON deal_stage_history (from_stage_id) WHERE from_stage_id IS NOT NULL;
CREATE INDEX deal_stage_history_to ON deal_stage_history (to_stage_id);
CREATE INDEX deal_stage_history_changed_by ON deal_stage_history (changed_by_id);

CREATE TABLE activities (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    type              text NOT NULL CHECK (type IN ('call', 'email', 'meeting', 'task')),
    direction         text CHECK (direction IN ('inbound', 'outbound')),
    status            text NOT NULL CHECK (status IN ('planned', 'done', 'cancelled')),
    subject           text NOT NULL,
    body              text,
    outcome           text,
    lead_id           uuid REFERENCES leads,
    contact_id        uuid REFERENCES contacts,
    deal_id           uuid REFERENCES deals,
    company_id        uuid REFERENCES companies,
    user_id           uuid NOT NULL REFERENCES users,
    created_at        timestamptz NOT NULL,
    due_at            timestamptz,
    occurred_at       timestamptz,
    duration_seconds  integer CHECK (duration_seconds > 0),
    CHECK ((status = 'done') = (occurred_at IS NOT NULL))
);
CREATE INDEX activities_tenant_created ON activities (tenant_id, created_at);
CREATE INDEX activities_lead ON activities (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX activities_contact ON activities (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX activities_deal ON activities (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX activities_company ON activities (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX activities_user ON activities (user_id);

CREATE TABLE notes (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id  uuid NOT NULL REFERENCES contacts,
    deal_id     uuid REFERENCES deals,
    author_id   uuid NOT NULL REFERENCES users,
    body        text NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX notes_tenant_created ON notes (tenant_id, created_at);
CREATE INDEX notes_contact ON notes (contact_id);
CREATE INDEX notes_deal ON notes (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX notes_author ON notes (author_id);

CREATE TABLE tags (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    name        text NOT NULL,
    color       text NOT NULL CHECK (color ~ '^#[0-9a-f]{6}$'),
    created_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE contact_tags (
    tenant_id   uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    contact_id  uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
    tag_id      uuid NOT NULL REFERENCES tags ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (contact_id, tag_id)
);
CREATE INDEX contact_tags_tenant ON contact_tags (tenant_id);
CREATE INDEX contact_tags_tag ON contact_tags (tag_id);
