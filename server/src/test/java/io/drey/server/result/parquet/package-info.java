@NullMarked
package io.drey.server.result.parquet;

import org.jspecify.annotations.NullMarked;
