"use client";

import { useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import classes from "./switch.module.css";

const schemes = [
  { key: "light", Icon: IconSun },
  { key: "dark", Icon: IconMoon },
  { key: "auto", Icon: IconDeviceDesktop },
] as const;

const never = () => () => {};

export function ThemeSwitch() {
  const t = useTranslations("app.theme");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // The choice lives in the browser; the server cannot mark it.
  const known = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset className={classes.group} aria-label={t("label")}>
      {schemes.map(({ key, Icon }) => (
        <button
          key={key}
          type="button"
          title={t(key)}
          aria-label={t(key)}
          aria-pressed={known && colorScheme === key}
          className={classes.option}
          onClick={() => setColorScheme(key)}
        >
          <Icon size={18} stroke={1.75} aria-hidden="true" />
        </button>
      ))}
    </fieldset>
  );
}
