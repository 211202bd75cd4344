package io.drey.server.keeper;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Variable;
import io.drey.model.VariableRequest;
import io.drey.server.keeper.parameter.Parameters;
import io.drey.server.keeper.parameter.SecretTexts;
import io.drey.server.platform.Nearest;
import io.drey.server.platform.SecretBox;
import io.drey.server.store.VariableRecord;
import io.drey.server.store.VariableStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Values that deployments share: variables, which anybody sees, and secrets, which are stored
 * encrypted and leave the server for clusters alone. Thread-safe.
 */
public final class VariableService implements Secrets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w{0,99}");

    /** What is shorter could not be hidden in messages without hiding much else. */
    private static final int SHORTEST_SECRET = 4;

    private static final int LONGEST = 65_536;

    private final VariableStore store;
    private final SecretBox box;
    private final Clock clock;

    public VariableService(VariableStore store, SecretBox box, Clock clock) {
        this.store = store;
        this.box = box;
        this.clock = clock;
    }

    /** By name; secrets without their values. */
    public List<Variable> list() {
        return store.list().stream().map(VariableService::shown).toList();
    }

    /**
     * Gives a variable its value. Deployments have it from their next spec on, a secret from their
     * next attempt on.
     *
     * @throws DreyException VARIABLE_INVALID
     */
    public Variable set(String name, VariableRequest request) {
        boolean isSecret = Boolean.TRUE.equals(request.isSecret());
        String value = request.value();
        if (!NAME.matcher(name).matches() || name.equals("secret")) {
            throw new DreyException(DreyErrorCode.VARIABLE_INVALID, "variable: '" + name + "'");
        }
        if (value.length() > LONGEST || isSecret && value.length() < SHORTEST_SECRET) {
            throw new DreyException(
                    DreyErrorCode.VARIABLE_INVALID,
                    "variable '" + name + "': " + value.length() + " characters");
        }
        VariableRecord variable =
                new VariableRecord(
                        name, isSecret ? box.close(name, value) : value, isSecret, clock.instant());
        store.save(variable);
        return shown(variable);
    }

    /**
     * Removes one; deployments keep what they have of a variable.
     *
     * @throws DreyException VARIABLE_NOT_FOUND
     */
    public void remove(String name) {
        if (!store.delete(name)) {
            List<String> names = store.list().stream().map(VariableRecord::name).toList();
            throw new DreyException(
                    DreyErrorCode.VARIABLE_NOT_FOUND,
                    "variable: '" + name + "'" + Nearest.hint(name, names));
        }
    }

    /** The spec with those variables that fill what its parameters leave open. */
    DeploymentSpec withVariables(DeploymentSpec spec) {
        Map<String, String> taken = new TreeMap<>();
        for (String name : Parameters.open(spec)) {
            store.find(name)
                    .filter(variable -> !variable.isSecret())
                    .ifPresent(variable -> taken.put(name, variable.value()));
        }
        return spec.withVariables(taken);
    }

    @Override
    public Map<String, String> of(DeploymentSpec filled) {
        Map<String, String> secrets = new TreeMap<>();
        for (String name : SecretTexts.names(filled)) {
            VariableRecord found =
                    store.find(name)
                            .filter(VariableRecord::isSecret)
                            .orElseThrow(() -> notFound(name));
            secrets.put(name, box.open(name, found.value()));
        }
        return secrets;
    }

    private DreyException notFound(String name) {
        List<String> names =
                store.list().stream()
                        .filter(VariableRecord::isSecret)
                        .map(VariableRecord::name)
                        .toList();
        return new DreyException(
                DreyErrorCode.SECRET_NOT_FOUND,
                "secret: '" + name + "'" + Nearest.hint(name, names));
    }

    private static Variable shown(VariableRecord variable) {
        return new Variable(
                variable.name(),
                variable.isSecret() ? null : variable.value(),
                variable.isSecret(),
                variable.updatedAt());
    }
}
