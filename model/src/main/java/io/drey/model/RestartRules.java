package io.drey.model;

/**
 * When a failed attempt is followed by another.
 *
 * @param isEnabled whether it is at all
 * @param firstPauseMillis pause before the first; doubled with each failure in succession
 * @param longestPauseMillis what the pause grows to
 * @param healthyAfterMillis an attempt that ran so long begins the count anew
 * @param mostPerHour how many failures within an hour end the trying
 */
public record RestartRules(
        boolean isEnabled,
        long firstPauseMillis,
        long longestPauseMillis,
        long healthyAfterMillis,
        int mostPerHour) {
    public static final RestartRules DEFAULT = new RestartRules(true, 2_000, 300_000, 300_000, 10);

    public RestartRules {
        Deployments.requireAtLeast(firstPauseMillis, 0, "restarts.firstPauseMillis");
        Deployments.requireAtLeast(
                longestPauseMillis, firstPauseMillis, "restarts.longestPauseMillis");
        Deployments.requireAtLeast(healthyAfterMillis, 0, "restarts.healthyAfterMillis");
        Deployments.requireAtLeast(mostPerHour, 0, "restarts.mostPerHour");
    }
}
