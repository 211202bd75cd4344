package io.drey.kernel.flink120.statement;

import io.drey.protocol.ScriptMessages.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.planner.delegation.PlannerBase;

/** Tells what operators a job would have, by the ids that their state would have. */
public final class JobOperators {
    /** Numbers that Flink gives to relations as they come; another planning gives others. */
    private static final Pattern RELATION_NUMBER = Pattern.compile("\\[\\d+]");

    private JobOperators() {}

    /** Those of modifications that would be one job, each behind those it reads from. */
    public static List<Operator> of(
            StatementEnvironment environment, List<ModifyOperation> operations) {
        PlannerBase planner = environment.planner();
        List<Transformation<?>> transformations = planner.translate(operations);
        StreamGraph graph = planner.getExecEnv().generateStreamGraph(transformations);
        Map<Integer, byte[]> ids =
                new StreamGraphHasherV2().traverseStreamGraphAndGenerateHashes(graph);
        List<StreamNode> nodes = new ArrayList<>(graph.getStreamNodes());
        nodes.sort(Comparator.comparingInt(StreamNode::getId));
        return nodes.stream()
                .map(
                        node ->
                                new Operator(
                                        HexFormat.of().formatHex(ids.get(node.getId())),
                                        node.getTransformationUID(),
                                        RELATION_NUMBER
                                                .matcher(node.getOperatorName())
                                                .replaceAll(""),
                                        node.getParallelism()))
                .toList();
    }
}
