create table variable (
    name text primary key,
    value text not null,
    is_secret integer not null,
    updated_at bigint not null
);
