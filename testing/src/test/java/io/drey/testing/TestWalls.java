package io.drey.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The walls of the house; why they stand is told in docs/architecture.md. */
@AnalyzeClasses(
        packages = "io.drey",
        importOptions = {ImportOption.DoNotIncludeTests.class, TestWalls.NoTestJars.class})
class TestWalls {
    /** Fixtures of other modules come in jars of their tests, and walls are not for tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final Set<String> CLOCK_AND_CHANCE =
            Set.of(
                    "java.time.Instant.now()",
                    "java.lang.System.currentTimeMillis()",
                    "java.time.Clock.systemUTC()",
                    "java.time.Clock.systemDefaultZone()",
                    "java.util.UUID.randomUUID()",
                    "java.lang.Math.random()",
                    "java.lang.System.exit(int)");

    @ArchTest
    static final ArchRule flinkStaysInWhatRunsInsideIt =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule modelIsPlain =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(
                            "io.drey.model..",
                            "java..",
                            "com.fasterxml.jackson.annotation..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule protocolNeedsTheJdkAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.protocol..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("io.drey.protocol..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule sqlTextNeedsTheJdkAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.sql..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("io.drey.sql..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule webLibraryStaysInHttp =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.drey.server.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule sqlStaysInStore =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.drey.server.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.jdbi..", "java.sql..", "org.flywaydb..", "com.zaxxer..");

    @ArchTest
    static final ArchRule httpNeverTouchesTheStore =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.server.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.drey.server.store..");

    @ArchTest
    static final ArchRule platformKnowsNoSibling =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.server.platform..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.drey.server..")
                                    .and(
                                            describe(
                                                    "outside platform",
                                                    c ->
                                                            !c.getPackageName()
                                                                    .startsWith(
                                                                            "io.drey.server.platform"))));

    @ArchTest
    static final ArchRule serverPackagesHaveNoCycles =
            slices().matching("io.drey.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule clockChanceAndExitComeFromOutside =
            noClasses()
                    .that()
                    .resideInAPackage("io.drey.server..")
                    .and()
                    .resideOutsideOfPackages("io.drey.server.platform..", "io.drey.server.app..")
                    .should()
                    .accessTargetWhere(describe("asks clock or chance", TestWalls::asksTheWorld))
                    .orShould()
                    .callConstructor(Thread.class)
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class)
                    .orShould()
                    .callConstructor(Thread.class, Runnable.class, String.class);

    @ArchTest
    static final ArchRule clientsSpeakOnlyTheApi =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.drey.client..", "io.drey.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.drey.server..", "io.drey.protocol..");

    private static boolean asksTheWorld(JavaAccess<?> access) {
        return CLOCK_AND_CHANCE.contains(access.getTarget().getFullName());
    }
}
