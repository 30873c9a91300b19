# The emulator as a container: `docker run -p 12011:12011 portone-emulator`.
# Built and checked by `make image`, also where there is no Docker.

FROM docker.io/library/debian:bookworm-slim AS build
COPY scripts/install-packages.sh /project/scripts/
RUN /project/scripts/install-packages.sh build
WORKDIR /project
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY include include
COPY src src
RUN cmake --preset release && cmake --build --preset release --target portone_program \
 && strip -o /portone-emulator build/release/src/portone-emulator

FROM docker.io/library/debian:bookworm-slim
RUN --mount=type=bind,source=scripts,target=/scripts \
    /scripts/install-packages.sh runtime && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf/* \
 && install -d -o 10001 -g 10001 /clock
COPY --from=build /portone-emulator /usr/local/bin/
COPY scenarios /scenarios
# /clock is for a volume with the clock file, which the volume's first use makes this user's.
USER 10001:10001
WORKDIR /scenarios
# Where serve tells `ready` its port and address.
ENV PORTONE_EMULATOR_HOST=0.0.0.0 PORTONE_EMULATOR_URL_FILE=/tmp/portone-emulator.url
EXPOSE 12011
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD ["portone-emulator", "ready"]
ENTRYPOINT ["portone-emulator"]
CMD ["serve"]
