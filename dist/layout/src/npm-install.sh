#!/bin/sh
# Installs the npm packages of a folder, only when its lock file has changed since the last time.
set -eu
cd "$1"
installed=node_modules/.installed-lock.json
if ! cmp -s package-lock.json "$installed"; then
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json "$installed"
fi
