/** Writing rows as Parquet files, without Hadoop. */
@NullMarked
package io.drey.server.result.parquet;

import org.jspecify.annotations.NullMarked;
