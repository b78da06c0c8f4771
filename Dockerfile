# The command with the git that it reads releases from. Built from a checkout: docker build -t sentinel .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --pack-destination /tmp

FROM node:24.21.0-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends git ca-certificates \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /tmp/release-sentinel-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/release-sentinel-*.tgz && rm /tmp/release-sentinel-*.tgz
# A checkout that is mounted belongs to someone else; git would refuse to read it.
RUN git config --system --add safe.directory '*'
USER node
WORKDIR /work
ENTRYPOINT ["sentinel"]
CMD ["--help"]
