# The production image: small, without root, without the little tenant, everything pinned by hash.

FROM node:22-bookworm-slim AS bundles
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY bundle.mjs ./
COPY teams_app/tab/client teams_app/tab/client
RUN node bundle.mjs

FROM python:3.12-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /tools && python -m venv --without-pip /opt/teknologikort
WORKDIR /source
COPY requirements requirements
RUN /tools/bin/pip install --require-hashes --only-binary :all: -r requirements/build.txt
RUN /tools/bin/pip --python /opt/teknologikort install \
    --require-hashes --only-binary :all: --no-compile -r requirements/production.txt
# Graph's 390 MB of generated request builders: we use the request adapter alone.
RUN find /opt/teknologikort/lib/python3.12/site-packages/msgraph/generated \
    -mindepth 1 -maxdepth 1 -type d -exec rm -r {} +
COPY pyproject.toml ./
COPY technology_map technology_map
COPY sharepoint_lists sharepoint_lists
COPY bot bot
COPY teams_app teams_app
COPY --from=bundles /source/teams_app/tab/static/dist teams_app/tab/static/dist
RUN /tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /tools/bin/pip --python /opt/teknologikort install --no-index --no-deps --no-compile /wheels/*.whl \
    && /opt/teknologikort/bin/python -m compileall -q /opt/teknologikort/lib
# Stops the build where something that the app imports was left out.
RUN /opt/teknologikort/bin/python -c "import teams_app.app, teams_app.store_access" \
    && ! /opt/teknologikort/bin/python -c "import local_tenant" 2>/dev/null

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin teknologikort \
    && install --directory --owner teknologikort --group teknologikort --mode 0700 /data
COPY --from=packages /opt/teknologikort /opt/teknologikort
ENV PATH=/opt/teknologikort/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TEKNOLOGIKORT_HOST=0.0.0.0 \
    TEKNOLOGIKORT_PORT=3978 \
    TEKNOLOGIKORT_DATA_DIR=/data
WORKDIR /data
USER 10001:10001
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:3978/healthz', timeout=4)"]
CMD ["teknologikort", "serve"]
