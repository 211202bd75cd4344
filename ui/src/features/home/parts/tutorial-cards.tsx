import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { api, problemOf, queries } from "@/api";
import { notifyProblem } from "@/components/ui/notify";
import { Section } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import css from "./home.module.css";

export function TutorialCards() {
  const { data, error } = useQuery(queries.tutorials());
  const navigate = useNavigate();
  const client = useQueryClient();
  const opening = useMutation({
    mutationFn: (name: string) => api.openTutorial(name),
    onSuccess: (notebook) => {
      void client.invalidateQueries({ queryKey: ["notebooks"] });
      return navigate({ to: "/notebooks/$", params: { _splat: notebook.path } });
    },
    onError: (problem) =>
      notifyProblem(t("home.tutorials.failed"), problemOf(problem).detail ?? ""),
  });
  if (data?.length === 0) {
    return null;
  }
  return (
    <Section
      title={t("home.start")}
      action={<span className={css.dim}>{t("home.start.text")}</span>}
    >
      {error !== null && data === undefined && (
        <ProblemPanel title={t("home.tutorials.failed")} text={problemOf(error).detail} />
      )}
      <ol className={css.cards}>
        {data === undefined &&
          error === null &&
          [1, 2].map((i) => <Skeleton key={i} height={104} />)}
        {[...(data ?? [])]
          .sort((a, b) => a.order - b.order)
          .map((tutorial, i) => (
            <li key={tutorial.name}>
              <button
                type="button"
                className={css.card}
                disabled={opening.isPending}
                onClick={() => opening.mutate(tutorial.name)}
              >
                <span className={css.cardNumber} aria-hidden>
                  {i + 1}
                </span>
                <span className={css.cardTitle}>{tutorial.title}</span>
                <span className={css.cardText}>{tutorial.summary}</span>
                <span className={css.cardEnd}>
                  {t("home.tutorial.minutes", { n: tutorial.minutes })}
                  <ArrowRight size={14} aria-hidden />
                </span>
              </button>
            </li>
          ))}
      </ol>
    </Section>
  );
}
