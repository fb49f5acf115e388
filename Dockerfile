# How to run it, and how to pin the base by its digest: docs/container.md
FROM node:24.21.0-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY toolchain/package.json toolchain/
RUN npm ci --ignore-scripts
COPY . ./
RUN npm run pack
RUN npm install --global --prefix /opt/hive --ignore-scripts ./dist-package/*.tgz

FROM node:24.21.0-slim
COPY --from=build /opt/hive /opt/hive
RUN ln -s /opt/hive/bin/hive /usr/local/bin/hive && install -d -o 1000 -g 1000 -m 700 /hive
ENV HIVE_HOME=/hive
# The user "node" of the image.
USER 1000:1000
WORKDIR /hive
VOLUME ["/hive"]
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["hive", "status", "--quiet"]
ENTRYPOINT ["hive"]
CMD ["schedule", "run", "--serve"]
