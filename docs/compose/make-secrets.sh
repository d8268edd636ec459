#!/bin/sh
# Makes what docker-compose.yml lists under `secrets`, each in a file of its own, and names their folder in .env, which it
# makes from .env.example. Files that are there stay. What an earlier .env holds is moved out of it, a secret of a file in
# docs/compose as well, which is then named in COMPOSE_FILE. Prints no secret.
# In any folder: sh docs/compose/make-secrets.sh [FOLDER], which is ./secrets unless given.
set -eu
umask 077
cd "$(dirname "$0")/../.."
folder=${1:-./secrets}
[ -e .env ] || cp .env.example .env
mkdir -p "$folder"

secrets_of() { sed -n 's|^ *file: ${SECRETS[^}]*}/\([a-z-]*\)$|\1|p' "$@"; }
variable_of() { printf %s "$1" | tr 'a-z-' 'A-Z_'; }
in_env() { sed -n "s/^$1=//p" .env | sed -e 's/^"\(.*\)"$/\1/' -e "s/^'\(.*\)'$/\1/"; }
keep() {
  printf %s "$2" >"$folder/$1.new"
  # The folder keeps others on this machine out. In a container the file alone is seen, by a user of another number.
  chmod 444 "$folder/$1.new"
  mv "$folder/$1.new" "$folder/$1"
}

needed=$(secrets_of docker-compose.yml)
additions=$(ls docs/compose/*.yml)
for name in $needed $(secrets_of $additions); do
  variable=$(variable_of "$name")
  given=$(in_env "$variable")
  if [ -n "$given" ] && [ -e "$folder/$name" ] && [ "$given" != "$(cat "$folder/$name")" ]; then
    echo "$variable in .env is not what $folder/$name holds. Keep the one in use: delete the other. Nothing was changed." >&2
    exit 1
  fi
done

moved='^$'
for name in $needed; do
  variable=$(variable_of "$name")
  moved="$moved|^$variable="
  if [ -e "$folder/$name" ]; then
    echo "$folder/$name is there already."
    continue
  fi
  secret=$(in_env "$variable")
  [ -n "$secret" ] || secret=$(head -c 36 /dev/urandom | base64)
  keep "$name" "$secret"
  echo "$folder/$name is made."
done

compose=$(in_env COMPOSE_FILE)
for addition in $additions; do
  for name in $(secrets_of "$addition"); do
    variable=$(variable_of "$name")
    secret=$(in_env "$variable")
    [ -n "$secret" ] || continue
    moved="$moved|^$variable="
    [ -e "$folder/$name" ] || keep "$name" "$secret"
    case ":$compose:" in
      *":$addition:"*) ;;
      *) compose="${compose:-docker-compose.yml}:$addition" ;;
    esac
    echo "$folder/$name is moved out of .env, and $addition is named in COMPOSE_FILE."
  done
done

awk -v moved="$moved" -v folder="SECRETS=$folder" -v compose="${compose:+COMPOSE_FILE=$compose}" '
  $0 ~ moved && $0 != "" { next }
  /^SECRETS=/ { print folder; folder = ""; next }
  /^COMPOSE_FILE=/ { print compose; compose = ""; next }
  { print }
  END {
    if (folder) print folder
    if (compose) print compose
  }' .env >.env.new
mv .env.new .env
