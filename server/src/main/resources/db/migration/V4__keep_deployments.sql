create table installation (
    id text primary key
);

create table lease (
    name text primary key,
    owner text not null,
    token bigint not null,
    expires_at bigint not null
);

create table deployment (
    id text primary key,
    name text not null unique,
    cluster text not null,
    version bigint not null,
    wish text not null,
    verdict text not null,
    why text not null,
    evidence text not null,
    since bigint not null,
    attempt integer,
    job_id text,
    restore_point text,
    labels text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index deployment_cluster on deployment (cluster);
create index deployment_verdict on deployment (verdict);

create table deployment_spec (
    deployment_id text not null,
    version bigint not null,
    spec text not null,
    created_at bigint not null,
    primary key (deployment_id, version)
);

create table attempt (
    deployment_id text not null,
    number integer not null,
    is_active integer not null,
    attempt text not null,
    primary key (deployment_id, number)
);

create unique index attempt_active on attempt (deployment_id) where is_active = 1;

create table keeper_action (
    deployment_id text not null,
    number integer not null,
    kind text not null,
    is_open integer not null,
    action text not null,
    primary key (deployment_id, number)
);

create unique index keeper_action_open on keeper_action (deployment_id) where is_open = 1;

create table restore_point (
    deployment_id text not null,
    path text not null,
    point text not null,
    primary key (deployment_id, path)
);

create table deployment_event (
    deployment_id text not null,
    number bigint not null,
    at bigint not null,
    source text not null,
    text text not null,
    primary key (deployment_id, number)
);
