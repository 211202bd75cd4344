package io.drey.cli;

import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import java.util.List;
import java.util.Map;

/** What the catalogs of the fake server hold. */
final class TestingCatalog {
    static final CatalogList LIST =
            new CatalogList(
                    List.of(new CatalogEntry("table", "c", "d", "my orders", true, false, null)),
                    7,
                    2,
                    3);

    static final CatalogList COLUMNS =
            new CatalogList(
                    List.of(
                            new CatalogEntry(
                                    "table",
                                    "c",
                                    "d",
                                    "my orders",
                                    false,
                                    false,
                                    new CatalogEntry.Match("id", "number"))),
                    1,
                    0,
                    3);

    static final CatalogObject TABLE =
            new CatalogObject(
                    "table",
                    "c",
                    "d",
                    "my orders",
                    true,
                    "what was sold",
                    Map.of("connector", "kafka"),
                    "CREATE TABLE x",
                    new CatalogObject.Table(
                            List.of(
                                    new CatalogObject.Column(
                                            "id", "BIGINT", false, "physical", null, "number")),
                            List.of("id"),
                            List.of(),
                            List.of(),
                            3L,
                            null,
                            null),
                    null);

    private TestingCatalog() {}
}
