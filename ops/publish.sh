#!/bin/bash
# Publishes the worker for 64-bit Linux, compiled ahead for a quick start: publish.sh [FOLDER]    (default: artifacts/linux-x64)
# The target machine needs the ASP.NET Core 10 runtime.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-artifacts/linux-x64}
dotnet publish src/Ingestion.Worker -c Release -r linux-x64 --no-self-contained -p:PublishReadyToRun=true -o "$folder" -v quiet
echo "$folder/ingestion-worker"
