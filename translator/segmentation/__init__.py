"""Cut paragraphs into segments, the units of translation.

sentencex and our own rule files tell where sentences end; short quotations and brackets are kept whole. Nothing of the
text is changed or lost: segments and the gaps between them make up the paragraph.
"""

from translator.segmentation.segmenter import segment_paragraph

__all__ = ["segment_paragraph"]
