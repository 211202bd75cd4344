import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Page, Section } from "@/components/ui/page";
import { t } from "@/messages";
import { ClusterFacts } from "../parts/cluster-facts";
import css from "../parts/home.module.css";
import { NotebookList } from "../parts/notebook-list";
import { RunningList } from "../parts/running-list";
import { TutorialCards } from "../parts/tutorial-cards";
import { useNewNotebook } from "../parts/use-new-notebook";

export function HomePage() {
  const { create, isCreating } = useNewNotebook();
  return (
    <Page
      title={t("home.title")}
      actions={
        <Button
          leftSection={<Plus size={14} aria-hidden />}
          loading={isCreating}
          onClick={() => create()}
        >
          {t("home.new")}
        </Button>
      }
    >
      <TutorialCards />
      <div className={css.columns}>
        <div>
          <Section
            title={t("home.running")}
            action={<Link to="/jobs">{t("home.running.more")}</Link>}
          >
            <RunningList />
          </Section>
          <Section
            title={t("home.recent")}
            action={<Link to="/notebooks">{t("home.recent.all")}</Link>}
          >
            <NotebookList limit={6} onNew={() => create()} />
          </Section>
        </div>
        <Section title={t("home.cluster")}>
          <ClusterFacts />
        </Section>
      </div>
    </Page>
  );
}
