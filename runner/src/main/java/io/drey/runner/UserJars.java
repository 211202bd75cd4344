package io.drey.runner;

import java.lang.reflect.Field;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.resource.ResourceManager;
import org.apache.flink.util.MutableURLClassLoader;

/**
 * Lets the program's class loader see the jars that statements add.
 *
 * <p>Flink 1.20 gives them to a loader of the table environment alone, but compiles what the job
 * runs with the program's: "Cannot determine simple type name" is all that would be said.
 */
final class UserJars {
    private final ResourceManager resources;
    private final ClassLoader program;
    private final Set<String> shared = new HashSet<>();

    private UserJars(ResourceManager resources, ClassLoader program) {
        this.resources = resources;
        this.program = program;
    }

    /** Those of an environment, for the calling thread's class loader. */
    static UserJars of(TableEnvironment tables) {
        try {
            Field field = TableEnvironmentImpl.class.getDeclaredField("resourceManager");
            field.setAccessible(true);
            return new UserJars(
                    (ResourceManager) field.get(tables),
                    Thread.currentThread().getContextClassLoader());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Flink is not of the 1.20 line", e);
        }
    }

    /** Shares what was added since the last call. */
    void share() {
        if (!(program instanceof MutableURLClassLoader loader)) {
            return;
        }
        for (URL jar : resources.getLocalJarResources()) {
            if (shared.add(jar.toString())) {
                loader.addURL(jar);
            }
        }
    }
}
