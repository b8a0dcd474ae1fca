# Airflow with Tideline's DAGs.
ARG AIRFLOW_IMAGE
FROM ${AIRFLOW_IMAGE}
USER 0:0
COPY deploy/images/healthy /usr/local/bin/healthy
RUN install -d -o 50000 -g 0 -m 0770 /opt/airflow/state
COPY deploy/images/airflow /opt/tideline
COPY airflow/dags /opt/airflow/dags
USER 50000:0
