alter table run add column ticket text;
