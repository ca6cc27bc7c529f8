# Keyglass in stages: dependencies, build, test, runtime. Each step calls the script that `make` calls too.
#   docker build --target test .        runs every test suite
#   docker build --target runtime .     the image that compose.yaml starts

FROM debian:12-slim AS dependencies
WORKDIR /src
COPY tools/setup tools/source_packages tools/dependencies.txt tools/
COPY tools/node/ tools/node/
RUN tools/setup build

FROM dependencies AS build
COPY . .
RUN tools/build

FROM build AS test
RUN tools/setup test
RUN tools/test default

FROM debian:12-slim AS runtime
WORKDIR /opt/keyglass
COPY tools/setup tools/dependencies.txt tools/
RUN tools/setup runtime
COPY --from=build /src/build/bin/keyglass bin/keyglass
COPY --from=build /src/build/web/ web/
# The data directory belongs to the user that runs the server; a named volume takes this ownership over.
RUN install --directory --owner=65532 --group=65532 /var/lib/keyglass
USER 65532:65532
WORKDIR /var/lib/keyglass
EXPOSE 8000 3000
ENTRYPOINT ["/opt/keyglass/bin/keyglass"]
CMD ["api"]
