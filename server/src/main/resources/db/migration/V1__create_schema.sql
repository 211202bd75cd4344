create table sign_in_link (
    token_hash text primary key,
    expires_at bigint not null
);

create table browser_session (
    token_hash text primary key,
    expires_at bigint not null
);

create table kernel (
    id text primary key,
    notebook text,
    name text,
    runtime text not null,
    cluster text not null,
    state text not null,
    started_at bigint not null,
    process text,
    token_hash text,
    pid bigint,
    pid_started_at bigint,
    why text
);

create table run (
    id text primary key,
    kernel_id text not null,
    notebook text,
    cell text,
    is_final integer not null,
    version bigint not null,
    queued_at bigint not null,
    info text not null
);

create index run_notebook on run (notebook, queued_at);
create index run_kernel on run (kernel_id, queued_at);
create index run_unfinished on run (is_final, queued_at);
