import { useEffect, useRef, useState, type ReactNode } from 'react';

/** What is drawn when it is scrolled to; its place is kept until then, and while it loads. */
export function Near({ children, height }: { children: ReactNode; height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (!current || isNear) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [isNear]);
  return (
    <div ref={place} style={{ minHeight: height }}>
      {isNear ? children : null}
    </div>
  );
}
