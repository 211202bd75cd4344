create index run_cell on run (notebook, cell, queued_at, id);
drop index run_notebook;
