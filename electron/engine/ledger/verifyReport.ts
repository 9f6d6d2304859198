/** What verifying a ledger found. Facts only: `electron/cli` and the screens make sentences of them. */

/**
 * `damaged`: bytes whose checksums do not hold. `altered`: a record that does not fit its digest, its number or a
 * signed root; `seq`..`seqTo` when the roots tell no closer. `missing`: numbers skipped. `order`: a number that
 * came before. `truncated`: signed entries are gone from the end. `bodyMissing`: content gone without an erasure.
 */
export type ProblemKind =
  | 'damaged' | 'altered' | 'missing' | 'order' | 'truncated' | 'bodyMissing' | 'segmentMissing' | 'segmentForeign'
  | 'checkpointBad' | 'checkpointsMissing' | 'blobMissing' | 'blobAltered';

export type Problem = {
  readonly kind: ProblemKind;
  readonly seq?: number;
  readonly seqTo?: number;
  readonly segment?: string;
  /** Bytes from the start of the plain (uncompressed) segment. */
  readonly offset?: number;
  readonly bytes?: number;
  readonly blob?: string;
  /** Line in `checkpoints.log`. */
  readonly line?: number;
};

/** No sign of tampering, worth knowing. `unsigned`: entries `seq`..`seqTo` came after the newest checkpoint. */
export type Note = {
  /** `erased`: `count` records or attachments whose content went lawfully; `seq` is the tombstone, `at` its time, `reason` why. */
  readonly kind: 'erased' | 'unsigned' | 'tornTail' | 'unfinishedCall' | 'tornCheckpoint' | 'otherKey' | 'rootsUnchecked';
  readonly seq?: number;
  readonly seqTo?: number;
  readonly segment?: string;
  readonly offset?: number;
  readonly bytes?: number;
  readonly line?: number;
  readonly count?: number;
  readonly at?: number;
  readonly reason?: string;
};

export type VerifyReport = {
  readonly ledger: string;
  readonly isIntact: boolean;
  readonly entries: number;
  /** Entries covered by the newest checkpoint that holds. */
  readonly signed: number;
  readonly checkpoints: number;
  readonly blobs: number;
  /** Key ids whose signatures were accepted. */
  readonly keys: readonly string[];
  /** The first is the first bad entry or missing part; at most a thousand. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
};
