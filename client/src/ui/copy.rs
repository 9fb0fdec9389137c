//! Copying a text, such as a personal link, to the clipboard.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Button, ButtonKind, FieldFrame, Icon, IconName, alert, announce};

/// A button that copies a text and says so.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// The words on the button.
    #[prop(into)]
    label: String,
    /// What it is about, for screen readers only.
    #[prop(optional, into)]
    about: MaybeProp<String>,
    /// How much weight it has.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move || {
        let text = text.get_untracked();
        leptos::task::spawn_local(async move {
            let done = copy(&text).await;
            // The page may have been left in the meantime.
            copied.try_set(done);
            if done {
                announce("Copied.");
            } else {
                alert("This browser did not allow copying. Select the text and copy it yourself.");
            }
        });
    };
    view! {
        <Button kind=kind about=about on_press=copy>
            {move || if copied.get() { view! { <Icon name=IconName::Tick /> } } else { view! { <Icon name=IconName::Copy /> } }}
            {move || if copied.get() { "Copied".to_owned() } else { label.clone() }}
        </Button>
    }
    .into_any()
}

/// A text in a field that cannot be changed, with a button that copies it. Where copying is not allowed, the text can
/// still be selected.
#[component]
pub fn CopyField(
    /// The element id of the field.
    #[prop(into)]
    id: String,
    /// Whose text it is, which is never translated.
    #[prop(into)]
    label: String,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// The words on the button.
    #[prop(into)]
    button: String,
    /// What it is about, for screen readers only.
    #[prop(optional, into)]
    about: MaybeProp<String>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let select = move |_| {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    view! {
        <div class="copy-field">
            <FieldFrame id=id.clone() label=label label_hidden=label_hidden label_kept=true>
                <input class="field-input field-input-code" type="text" id=id readonly=true translate="no" prop:value=text node_ref=input on:focus=select />
            </FieldFrame>
            <CopyButton text=text label=button about=about />
        </div>
    }
    .into_any()
}

/// Puts a text on the clipboard; says whether that worked.
async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // Browsers leave the clipboard out where the page came over plain http from another machine.
    let has_clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object());
    if has_clipboard && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    copy_the_old_way(text).unwrap_or(false)
}

/// Selects the text in a field made for it and asks the page itself to copy, as browsers did before.
fn copy_the_old_way(text: &str) -> Result<bool, JsValue> {
    let document = document();
    let before = document.active_element();
    let area: leptos::web_sys::HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    area.set_value(text);
    area.set_class_name("visually-hidden");
    document.body().ok_or(JsValue::NULL)?.append_child(&area)?;
    area.select();
    let command: js_sys::Function = js_sys::Reflect::get(&document, &"execCommand".into())?.dyn_into()?;
    let done = command.call1(&document, &"copy".into())?.is_truthy();
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().ok()) {
        before.focus()?;
    }
    Ok(done)
}
