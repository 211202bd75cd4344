create table cluster (
    name text primary key,
    url text not null,
    state_directory text,
    created_at bigint not null
);
