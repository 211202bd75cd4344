/**
 * What to do about a deployment, and what to think of it. Pure: no clock, no input, no output;
 * facts and the time are arguments.
 */
@NullMarked
package io.drey.server.keeper.plan;

import org.jspecify.annotations.NullMarked;
