/** Where the first hits will stand, so that nothing moves when they come. */
export function HitSkeletons() {
  return (
    <div aria-hidden="true">
      {[1, 2, 3].map((at) => (
        <div key={at} className="hit-skeleton">
          <span className="skeleton skeleton-title" />
          <span className="skeleton skeleton-line" />
          <span className="skeleton skeleton-text" />
        </div>
      ))}
    </div>
  );
}
