#!/bin/sh
# Makes what docker-compose.yml lists under `secrets`, each in a file of its own, and names their folder in .env, which it
# makes from .env.example. Files that are there stay; what an earlier .env holds is moved out of it. Prints no secret.
# In any folder: sh docs/compose/make-secrets.sh [FOLDER], which is ./secrets unless given.
set -eu
umask 077
cd "$(dirname "$0")/../.."
folder=${1:-./secrets}
[ -e .env ] || cp .env.example .env
mkdir -p "$folder"

names=$(sed -n 's|^ *file: ${SECRETS[^}]*}/\([a-z-]*\)$|\1|p' docker-compose.yml)
moved='^$'
for name in $names; do
  variable=$(printf %s "$name" | tr 'a-z-' 'A-Z_')
  moved="$moved|^$variable="
  file=$folder/$name
  if [ -e "$file" ]; then
    echo "$file is there already."
    continue
  fi
  secret=$(sed -n "s/^$variable=//p" .env | sed -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'$/\1/")
  [ -n "$secret" ] || secret=$(head -c 36 /dev/urandom | base64)
  printf %s "$secret" >"$file.new"
  # The folder keeps others on this machine out. In a container the file alone is seen, by a user of another number.
  chmod 444 "$file.new"
  mv "$file.new" "$file"
  echo "$file is made."
done

awk -v moved="$moved" -v line="SECRETS=$folder" '
  $0 ~ moved && $0 != "" { next }
  /^SECRETS=/ { print line; named = 1; next }
  { print }
  END { if (!named) print line }' .env >.env.new
mv .env.new .env
