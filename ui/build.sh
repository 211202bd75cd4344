#!/bin/sh
# Builds the page into ui/dist when something it is made of has changed. Run by Maven.
set -eu
cd "$(dirname -- "$0")"
[ -f package.json ] || exit 0
sh ../dist/layout/src/npm-install.sh .
if [ -f dist/index.html ] && [ -z "$(find src public index.html package-lock.json vite.config.ts tsconfig.json \
    -newer dist/index.html -print 2>/dev/null | head -n 1)" ]; then
    exit 0
fi
npm run --silent build
