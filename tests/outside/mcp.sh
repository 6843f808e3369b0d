#!/usr/bin/env bash
# The protocol's own Python client against `coursedir mcp`: it lists tools and resources, checks, fixes and reads back.
source "$(dirname "${BASH_SOURCE[0]}")/support.sh"
pypi_client=mcp==2.3.0

program
cp "$outside/mcp_client.py" "$work"
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check "$pypi_client"
mkdir -p course/01-start
printf 'title: A small course\n' >course/course.yaml
printf '# Hello\n\n[site](www.example.com)\n' >course/01-start/01-hello.md
timeout 120 venv/bin/python mcp_client.py "$COURSEDIR" "$work/course"
echo "ok: $pypi_client lists, checks, fixes, reads resources, and finds no tool that imports"
