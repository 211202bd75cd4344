package io.drey.kernel.flink120.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestKnownSettings {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster.evenly-spread-out-slots",
                "env.java.opts.all",
                "execution.attached",
                "execution.batch.adaptive.auto-parallelism.enabled",
                "execution.checkpointing.interval",
                "execution.checkpointing.mode",
                "execution.checkpointing.savepoint-dir",
                "execution.runtime-mode",
                "execution.savepoint.path",
                "execution.state-recovery.path",
                "execution.target",
                "flink.hadoop.dfs.replication",
                "fs.s3a.endpoint",
                "high-availability.type",
                "io.tmp.dirs",
                "jobmanager.memory.process.size",
                "jobmanager.scheduler",
                "jobstore.type",
                "kubernetes.cluster-id",
                "metrics.latency.interval",
                "metrics.reporter.prom.port",
                "parallelism.default",
                "pekko.ask.timeout",
                "pipeline.auto-watermark-interval",
                "pipeline.cached-files",
                "pipeline.classpaths",
                "pipeline.global-job-parameters",
                "pipeline.global-job-parameters.mine",
                "pipeline.jars",
                "pipeline.max-parallelism",
                "pipeline.name",
                "pipeline.object-reuse",
                "pipeline.operator-chaining",
                "pipeline.operator-chaining.enabled",
                "python.executable",
                "rest.port",
                "restart-strategy",
                "restart-strategy.type",
                "restart-strategy.fixed-delay.attempts",
                "s3.access-key",
                "security.kerberos.login.keytab",
                "slotmanager.number-of-slots.max",
                "sql-client.execution.result-mode",
                "sql-gateway.session.idle-timeout",
                "state.backend",
                "state.backend.incremental",
                "state.backend.rocksdb.memory.managed",
                "state.backend.type",
                "state.checkpoints.dir",
                "state.savepoints.dir",
                "table.catalog-modification.listeners",
                "table.display.max-column-width",
                "table.dml-sync",
                "table.dynamic-table-options.enabled",
                "table.exec.async-lookup.buffer-capacity",
                "table.exec.emit.early-fire.enabled",
                "table.exec.hive.infer-source-parallelism",
                "table.exec.local-hash-agg.adaptive.enabled",
                "table.exec.mini-batch.enabled",
                "table.exec.resource.default-parallelism",
                "table.exec.sink.not-null-enforcer",
                "table.exec.sink.upsert-materialize",
                "table.exec.source.cdc-events-duplicate",
                "table.exec.source.idle-timeout",
                "table.exec.spill-compression.enabled",
                "table.exec.state.ttl",
                "table.exec.window-agg.buffer-size-limit",
                "table.generated-code.max-length",
                "table.local-time-zone",
                "table.optimizer.agg-phase-strategy",
                "table.optimizer.distinct-agg.split.enabled",
                "table.optimizer.incremental-agg-enabled",
                "table.optimizer.join-reorder-enabled",
                "table.optimizer.join.broadcast-threshold",
                "table.optimizer.multiple-input-enabled",
                "table.optimizer.reuse-source-enabled",
                "table.optimizer.union-all-as-breakpoint-enabled",
                "table.plan.compile.catalog-objects",
                "table.plan.force-recompile",
                "table.resources.download-dir",
                "table.rtas-ctas.atomicity-enabled",
                "table.sql-dialect",
                "taskmanager.memory.managed.fraction",
                "taskmanager.network.memory.buffer-debloat.enabled",
                "taskmanager.numberOfTaskSlots",
                "web.submit.enable",
                "yarn.application.name"
            })
    void knowsWhatFlinkReads(String key) {
        assertThat(KnownSettings.get().findDoubt(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "table.exec.mini-batch.enable, table.exec.mini-batch.enabled",
        "table.exec.stat.ttl, table.exec.state.ttl",
        "executoin.runtime-mode, execution.runtime-mode",
        "parallelism, parallelism.default",
        "runtime-mode, execution.runtime-mode",
        "checkpointing.interval, execution.checkpointing.interval"
    })
    void suggestsTheNearestKey(String written, String meant) {
        assertThat(KnownSettings.get().findDoubt(written))
                .hasValue(
                        "Flink 1.20 has no setting '%s'. Did you mean '%s'?"
                                .formatted(written, meant));
    }

    @Test
    void doubtsWhatNothingReads() {
        assertThat(KnownSettings.get().findDoubt("no.such.option"))
                .hasValue(
                        "Flink 1.20 has no setting 'no.such.option'."
                                + " It is set, but nothing may ever read it.");
        // Options of tables are none of the session's.
        assertThat(KnownSettings.get().findDoubt("connector")).isPresent();
        assertThat(KnownSettings.get().findDoubt("scan.startup.mode")).isPresent();
    }
}
