import { type ReactNode, useEffect, useRef } from 'react';
import { useNavigationType } from 'react-router';

/** Heading of a page: names the document, and takes the focus after a click that led here. */
export function Paginatitel({ titel, children }: { titel: string; children?: ReactNode }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const navigation = useNavigationType();
  useEffect(() => {
    document.title = `${titel} – Schakel voor medewerkers`;
    if (navigation === 'PUSH') heading.current?.focus();
  }, [titel, navigation]);
  return (
    <h1 ref={heading} tabIndex={-1} className="utrecht-heading-1 mw-titel">
      {children ?? titel}
    </h1>
  );
}
