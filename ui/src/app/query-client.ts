import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api";

export function createQueryClient(): QueryClient {
  // A sign-in that ended shows in any call; asking for the status again brings the sign-in page.
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.problem.status === 401) {
      client.setQueryData(["signed-in"], false);
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) =>
          count < 2 &&
          !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500),
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
    },
  });
  return client;
}
