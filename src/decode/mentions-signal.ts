const SIGNAL_WORDS =
  /invite_?id|invitee_?list|action_?type|msg_?body|message_elem_array|customElem|signaling_info|businessID|invited_list|_elements|messageBaseElements|TIMMessage|Conver\w{4,6}Type|_engine_srv|call_(?:type|action)|line_busy|typingStatus/i;

/** Whether a text has a word of those without which none is worth a second look. */
export function mentionsSignal(text: string): boolean {
  return SIGNAL_WORDS.test(text);
}

/** Whether what could be a name or a command is a payload: JSON, some encoding of it, or a line of a log with it. */
export function looksLikePayload(text: string): boolean {
  return (
    /^\s*[{["%]|^\s*[A-Za-z0-9+/=_-]{40,}\s*$/.test(text) || (text.includes('{') && mentionsSignal(text))
  );
}
